"""The purposes that a new council starts with, and their first words in plain English (reading age about 9).

They are put in place once (`services.purposes.begin`). From then on they are the council's: a better sentence is a new version, and what
is not wanted is ended.
"""

from dataclasses import dataclass

from consent.choices.purposes import Basis, Special, UsedIn

_CHANGE = "You can change your mind at any time. You need not say why, and nothing else changes for you."
_A_NO_IS_FINE = "You do not have to say yes. A no changes nothing else for you."
_NOT_BACK = "We take it off our pages at once. We cannot call back what is on paper already."


@dataclass(frozen=True)
class Beginning:
    """One purpose with its first words for adults and, where there are any, for young people."""

    key: str
    title: str
    about: str
    question: str
    text: str
    young: tuple[str, str] = ("", "")
    yes: str = ""
    no: str = ""
    basis: str = Basis.CONSENT
    special: str = Special.NONE
    channels: tuple[str, ...] = ()
    recipients: str = ""
    kept: str = ""
    ends_when: str = ""
    good_for_months: int | None = None
    for_a_partner: bool = False
    stops_in_one_step: bool = False


_PICTURED = (UsedIn.WEB, UsedIn.PRINT, UsedIn.SOCIAL)

ASKED: tuple[Beginning, ...] = (
    Beginning(
        key="told",
        title="Tell me what happened",
        about="We write to you once, when we have answered what you and others told us.",
        question="Shall we tell you what happened?",
        text="We write to you once, when your council has answered what you told us. We use your name and how to reach you for nothing"
        f" else.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE}",
        young=("Shall we tell you what happened?", f"We send you one message when we have an answer.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE}"),
        yes="Yes, tell me",
        no="No, thank you",
        channels=(UsedIn.EMAIL, UsedIn.TEXT, UsedIn.PHONE, UsedIn.POST),
        recipients="Nobody else",
        kept="Until we have told you, and 12 months at most",
        ends_when="We have told you, or you change your mind",
        good_for_months=12,
    ),
    Beginning(
        key="take_part",
        title="Contact me about taking part",
        about="We tell you about new groups, meetings and surveys that you could help us with.",
        question="May we contact you about taking part?",
        text="Now and then we look for parents and carers who help us make things better. We would tell you about groups, meetings and"
        f" surveys of your council’s family hubs. You choose each time whether you join.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} Each message"
        " says how.",
        young=(
            "May we ask you to take part?",
            "Sometimes we look for young people who help us make things better. We would tell you about it. You choose each"
            f" time.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE}",
        ),
        yes="Yes, contact me",
        no="No, thank you",
        channels=(UsedIn.EMAIL, UsedIn.TEXT, UsedIn.PHONE, UsedIn.POST),
        recipients="Nobody else",
        kept="Until you change your mind. We ask again after 2 years",
        ends_when="You change your mind, or do not answer when we ask again",
        good_for_months=24,
    ),
    Beginning(
        key="photo",
        title="Use a photo of you",
        about="We show a photo of you to tell others about family hubs. It may be of your child, if you may decide for them.",
        question="May we use a photo of you?",
        text="We would like to use a photo of you. It may be of your child, if you may decide for them. It may stand on our website,"
        " on our social media and on our leaflets. We write no name beside it. Somebody who knows you may still see that it is"
        f" you.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} {_NOT_BACK}",
        young=(
            "May we use a photo of you?",
            "We would like to show a photo of you on our website, social media and leaflets. We do not write your name. People who"
            f" know you may still see that it is you.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} {_NOT_BACK}",
        ),
        yes="Yes, you may use it",
        no="No, do not use it",
        special=Special.EXPLICIT,
        channels=_PICTURED,
        recipients="Everybody who sees our website, social media or leaflets",
        kept="3 years, or until you change your mind",
        ends_when="After 3 years, or when you change your mind",
        good_for_months=36,
    ),
    Beginning(
        key="film",
        title="Use a film of you",
        about="We show a film or a sound recording of you, or of your child if you may decide for them.",
        question="May we use a film of you?",
        text="We would like to use a film or a sound recording of you. It may be of your child, if you may decide for them. It may be"
        " on our website and on our social media. We write no name beside it. Somebody who knows you may still see or hear that it is"
        f" you.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} We take it off our pages at once. We cannot call back copies that other people made.",
        young=(
            "May we use a film of you?",
            "We would like to show a film of you on our website and social media. We do not write your"
            f" name.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} We take it off our pages at once. We cannot call back copies that other people"
            " made.",
        ),
        yes="Yes, you may use it",
        no="No, do not use it",
        special=Special.EXPLICIT,
        channels=(UsedIn.WEB, UsedIn.SOCIAL),
        recipients="Everybody who sees our website or social media",
        kept="3 years, or until you change your mind",
        ends_when="After 3 years, or when you change your mind",
        good_for_months=36,
    ),
    Beginning(
        key="quote",
        title="Use your own words",
        about="We show what you said, in your own words, when somebody could tell that it was you.",
        question="May we use your own words?",
        text="We would like to show others what you said, in your own words. We write no name beside it. Somebody who knows you may"
        f" still tell that it was you.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} {_NOT_BACK}",
        young=(
            "May we use your own words?",
            f"We would like to show other people what you said. We do not write your name.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} {_NOT_BACK}",
        ),
        yes="Yes, you may use them",
        no="No, do not use them",
        special=Special.EXPLICIT,
        channels=_PICTURED,
        recipients="Everybody who sees our website, social media or leaflets",
        kept="3 years, or until you change your mind",
        ends_when="After 3 years, or when you change your mind",
        good_for_months=36,
    ),
    Beginning(
        key="panel_name",
        title="Show your first name on the panel’s page",
        about="We write your first name on the page of your panel, so that other parents see who speaks for them.",
        question="May we write your first name on the panel’s page?",
        text="The panel has a page on our website that everybody can read. We would write your first name there, and nothing else about"
        f" you. Somebody who knows you may tell that it is you.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} We take it off our pages at once.",
        yes="Yes, write my first name",
        no="No, leave it out",
        channels=(UsedIn.WEB,),
        recipients="Everybody who sees our website",
        kept="While you are on the panel, or until you change your mind",
        ends_when="You leave the panel, or change your mind",
        good_for_months=24,
    ),
    Beginning(
        key="panel_words",
        title="Show your own words beside your first name on the panel’s page",
        about="We write a few words of yours on the page of your panel, beside your first name. You choose the words.",
        question="May we write your own words beside your first name on the panel’s page?",
        text="The panel has a page on our website that everybody can read. We would write a few words of yours there, beside your first"
        " name. You choose them with us. Somebody who knows you may tell that they are yours."
        f"\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} We take them off our pages at once.",
        yes="Yes, write my words",
        no="No, leave them out",
        special=Special.EXPLICIT,
        channels=(UsedIn.WEB,),
        recipients="Everybody who sees our website",
        kept="While you are on the panel, or until you change your mind",
        ends_when="You leave the panel, or change your mind",
        good_for_months=24,
    ),
    Beginning(
        key="case_study",
        title="Tell your story",
        about="We tell what happened to you and what helped, so that others can learn from it. You read it first.",
        question="May we tell your story?",
        text="We would like to write down what happened to you and what helped. You read it first, and it stays unpublished until you"
        " have said that it is right. We change names and places. Somebody who knows you may still tell that it is you. It may say"
        f" something about your health or your family.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} {_NOT_BACK}",
        yes="Yes, you may tell it",
        no="No, do not tell it",
        special=Special.EXPLICIT,
        channels=(UsedIn.WEB, UsedIn.PRINT),
        recipients="Everybody who reads our website or reports, and the government departments that we report to",
        kept="3 years, or until you change your mind",
        ends_when="After 3 years, or when you change your mind",
        good_for_months=36,
    ),
    Beginning(
        key="share",
        title="Share with a partner",
        about="We give your name and how to reach you to one partner. We name them. They can then get in touch.",
        question="May we give your name to {partner}?",
        text="We would give your name and how to reach you to {partner}, so that they can get in touch. They get nothing else from"
        f" us. This is about {{partner}} only.\n\n{_A_NO_IS_FINE}\n\n{_CHANGE} We then tell {{partner}} to stop. What they know already"
        " they look after themselves: we tell you how to ask them.",
        yes="Yes, you may",
        no="No, do not",
        recipients="The partner that is named in the words, and nobody else",
        kept="12 months, or until you change your mind",
        ends_when="After 12 months, or when you change your mind",
        good_for_months=12,
        for_a_partner=True,
    ),
)

_OBJECT = "You can tell us to stop, and say why. We stop unless we can show you a strong reason to go on."

SHOWN: tuple[Beginning, ...] = (
    Beginning(
        key="panel",
        title="Running the panel",
        about="We keep who is on the panel and how to reach them, so that the panel can meet.",
        question="What we keep to run the panel",
        text="If you are on the panel, we keep your name, how to reach you and when you came. We send you dates and papers. Listening"
        f" to parents and carers is our job by law, so we do not ask you for a yes.\n\n{_OBJECT} You can leave the panel at any time.",
        basis=Basis.PUBLIC_TASK,
        recipients="The staff who run the panel",
        kept="While you are on the panel, and 2 years after",
        ends_when="You leave the panel",
    ),
    Beginning(
        key="expenses",
        title="Paying you back",
        about="We keep what we paid you back, and for what, because the law on money makes us.",
        question="What we keep to pay you back",
        text="When we pay you back for travel or childcare, we keep what we paid, when and for what. The law says how long we must"
        " keep it, so we cannot erase it before.",
        basis=Basis.LEGAL_DUTY,
        recipients="The council’s finance team and its auditors",
        kept="This year and 6 years after",
        ends_when="The law lets us erase it",
    ),
    Beginning(
        key="adjustments",
        title="Making it work for you",
        about="We keep what to arrange so that you can take part, such as a hearing loop. We never keep why you need it.",
        question="What we keep so that you can take part",
        text="Tell us what to arrange, such as a ramp, a quiet room or an interpreter. We keep that, and not why you need it. We never"
        " ask for a diagnosis. It is our job by law to see that everybody can take part. So we do not ask you for a yes.\n\nYou can"
        " tell us “stop using mine” at any time. We stop at once, and you need not say why.",
        basis=Basis.PUBLIC_TASK,
        special=Special.SOCIAL_PROTECTION,
        recipients="The staff who arrange it",
        kept="While you take part",
        ends_when="You stop taking part, or tell us that you do not need it any more",
        stops_in_one_step=True,
    ),
    Beginning(
        key="monitoring",
        title="Checking that we reach everybody",
        about="We count who takes part, such as by age or ethnic group, to see whom we do not reach. You need not answer.",
        question="Why we ask about you",
        text="We may ask things such as your age group or your ethnic group, to see whether we reach everybody. You can leave out any"
        " question. We only look at numbers, and we show none that is so small that it could tell who you are.\n\nYou can tell us"
        " “stop using mine” at any time. We stop at once, and you need not say why.",
        basis=Basis.PUBLIC_TASK,
        special=Special.EQUALITY,
        recipients="Nobody else: others see only numbers",
        kept="12 months, then only numbers",
        ends_when="You tell us to stop, or after 12 months",
        stops_in_one_step=True,
    ),
)

BEGINNINGS = ASKED + SHOWN
