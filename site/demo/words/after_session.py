"""What families said after a session: liked, did not like, change next time. Made up, one by one."""

LIKED: dict[str, tuple[str, ...]] = {
    "messy": (
        "The gloop!",
        "songs at the end",
        "He painted for the first time without crying about his hands",
        "water play",
        "Bubbles and the parachute",
        "the jelly, although my washing machine didn't",
        "she sang all the way home",
        "making the salt dough",
    ),
    "listened": (),
    "": (
        "meeting other mums",
        "staff joined in",
        "Snack time, fruit all cut up ready",
        "that you could turn up late and nobody minded",
        "Everything",
        "A cup of tea while it was hot",
        "it was calm today",
        "the lady who did the story with the puppets",
        "first time here, felt welcome",
        "good mix of ages",
        "Talking to the health visitor without making an appointment",
    ),
}
NOT_LIKED: dict[str, tuple[str, ...]] = {
    "busy": (
        "too many people",
        "So loud. We left after 20 min",
        "Not enough bikes, lots of pushing",
        "It was packed and hot",
        "big ones running near the babies",
        "could not hear the story at the back",
    ),
    "longer": (
        "over too quick",
        "tidy up started after half an hour",
        "just got settled and it was time to go",
        "An hour is nothing when it takes an hour to get there",
    ),
    "": (
        "nothing",
        "Nothing, we loved it",
        "The floor was cold",
        "parking",
        "people on their phones",
        "No nappy bin",
        "someone was a bit short with me at the door",
        "glitter. never again",
    ),
}
NEXT_TIME: dict[str, tuple[str, ...]] = {
    "longer": (
        "Make it longer",
        "make group longer please",
        "Half an hour more would be perfect",
        "1.5 hours not 1",
        "start earlier or finish later",
        "longer!! he cried when we had to stop",
        "Another 30 minutes. It takes mine that long to let go of my leg",
        "a longer session, then a shared snack",
        "more time",
    ),
    "busy": (
        "A second session so it's not so full",
        "separate corner for crawlers",
        "quiet table",
        "keep the babies apart from the trikes",
    ),
    "messy": (
        "more songs",
        "more messy play but tell us so we bring old clothes",
        "outside if its dry",
        "drums again",
    ),
    "": (
        "nothing",
        "name stickers so I don't have to ask again",
        "some chairs for grandmas",
        "more snacks",
        "Put the heating on",
        "a sign on the side gate",
        "same again",
    ),
}
