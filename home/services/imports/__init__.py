"""Bringing lists into the offer: hubs, services, directories. Nothing that is brought in is published: an editor does that."""
