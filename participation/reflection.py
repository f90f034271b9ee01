"""What to ask oneself at review (domain reference 2.5): data, in the words of staff. Each is optional; codes never change their meaning."""

from dataclasses import dataclass

LASTED, DIFFERENCE = "lasted", "difference"  # has what changed lasted; why families and staff saw it differently


@dataclass(frozen=True)
class Prompt:
    """One thing to think about. `code` is what a note is kept under."""

    code: str
    question: str
    hint: str = ""


PROMPTS = (
    Prompt(
        LASTED,
        "Has what changed lasted?",
        "What families would still find today, and what has slipped back. Look, or ask, before you write.",
    ),
    Prompt(DIFFERENCE, "Where families and we saw it differently: why?", "Begin with what families would say."),
    Prompt("needs", "Which needs in our data does nobody meet yet, and did families help to say what the data means?"),
    Prompt("partners", "Which partners did we lack?", "Who knows the families we did not hear from."),
    Prompt("outset", "Were families there from the outset?", "What was fixed already when the first of them joined?"),
    Prompt("communities", "How did we speak with different communities?", "Languages, places, times, and who carried the message."),
    Prompt("bias", "Which of our own assumptions got in the way?"),
    Prompt("motivation", "What kept us and families going, and what wore us out?"),
    Prompt("conflict", "Where views clashed, how did we hold both?"),
    Prompt("research", "What could be wrong with what we found?", "Who answered and who did not, how we asked, what we wanted to hear."),
)
BY_CODE = {prompt.code: prompt for prompt in PROMPTS}
