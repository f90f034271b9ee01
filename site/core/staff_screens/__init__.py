"""Staff screens of the ground floor: hubs, posts, people, invitations. One menu group: "Hubs and people"."""
