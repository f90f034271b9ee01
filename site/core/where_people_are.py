"""Which tables may hold something of a person, and how it goes; and which never do, and why. One register, held to the installed models.

`tests/consent/test_where_people_are.py` fails when a model with text, JSON, bytes or files stands in none of the lists: whoever adds a
table, or a package that brings one, says what it may hold (security 5.6). Labels are texts: this floor imports nothing from above.
"""

# Something of a family may stand here. How it goes when somebody is forgotten, or by itself.
OF_FAMILIES: dict[str, str] = {
    "consent.Person": "emptied by person.erase; the row stays, as a code",
    "consent.Beginning": "sealed; deleted when its code is used, or twenty minutes after it was asked for",
    "consent.OldAddress": "sealed; deleted when its letter has left, by person.erase, and after a day",
    "consent.DoorCode": "deleted by person.erase; a day after it was asked for",
    "consent.FamilyVisit": "deleted by person.erase; a day after it began",
    "consent.WhoAsked": "deleted by person.erase where its address is theirs, else some weeks after the request ended (consent.forget)",
    "consent.FormatRequest": "its code and key are emptied with it; the count stays",
    "consent.ConsentRecord": "kept as proof: ids and choices, no words of anybody",
    "consent.ConsentDetail": "deleted by person.erase",
    "consent.ConsentScan": "deleted by person.erase",
    "consent.RightsRequest": "kept as proof: days and choices, no words of anybody",
    "consent.RightsWords": "sealed; their words go when they are erased, our letter stays until its time is over and says so",
    "consent.PartDecision": "sealed; deleted when they are erased, or the request is about somebody else",
    "consent.LetterWay": "sealed; how the letter of an erasing reaches them, deleted when they have it, or on the day that it names",
    "consent.PutRight": "sealed; deleted when they are erased",
    "consent.PartnerTold": "kept with the request: a partner, a day; why one was not told is sealed, and asked to name nobody",
    "consent.PlaceSearched": "kept with the request: places, no names",
    "consent.Breach": "sealed; the form asks for no names; ended by retention",
    "consent.BreachStepWords": "sealed, as above",
    "consent.TakeDownTask": "one sentence of staff about a copy that is out; asked to name nobody",
    "consent.ConsentUse": "what a thing is called; asked to name nobody",
    "consent.SharingFile": "sealed; its bytes go after a quarter of an hour and by person.erase, the row after a day",
    "consent.InformationRequest": "what was asked, sealed; not who asked; emptied by retention",
    "consent.InformationLetter": "the officer's own words and a colleague's remark, sealed; deleted when the answer is finished",
    "consent.InformationSearch": "the words looked for, sealed; deleted with the request's words",
    "consent.InformationItem": "a sealed copy; deleted by person.erase and with its comment; emptied when the answer is finished",
    "consent.InformationExtractWords": "what was given out, sealed; kept until its time is over",
    "consent.LegalHold": "sealed; says why something is held and why no more, of a person by their id alone",
    "core.ImportPiece": "sealed where a list names people; deleted with the import, after a day at most",
    "core.OutboxItem": "ids only; deleted after a week",
    "core.DemoMessage": "letters of the demonstration, which reach nobody",
    "feedback.Draft": "deleted when it is sent, left, or a day old",
    "feedback.Response": "deleted by receipt.erase and by retention; unlinkable where nobody can tell",
    "feedback.Voice": "deleted by receipt.erase; sealed; its words go by retention",
    "feedback.SubmissionKey": "a keyed hash, deleted after 14 days",
    "participation.GroupSentence": "one sentence that a small group agreed to, asked to name nobody; taken away when they ask, "
    "and by retention",
    "participation.Turnout": "what went well at a session and what to change, in staff’s words, asked to name nobody; "
    "they go by retention, the counts by group stay",
    "home.WrongReport": "emptied some weeks after it was looked at",
    "home.HubImage": "deleted by person.erase, with the words beside it on pages and in their versions; put away when a mind is changed "
    "(consent.stop_use), and then its file goes by retention",
    "home.HubRendition": "deleted with its picture",
    "participation.PastReportFile": "a report of earlier listening, sealed; whoever adds it is asked to take names out; deleted by staff, "
    "and by retention",
    "taggit.Tag": "of pictures; taken off by person.erase, and deleted where nothing else has it",
    "wagtailcore.ModelLogEntry": "what a picture was called when somebody put it in or changed it; called by its day by person.erase",
}
# Something of a member of staff stands here.
OF_STAFF: dict[str, str] = {
    "accounts.User": "kept while evidence names them; closed by an administrator",
    "account.EmailAddress": "with the account",
    "account.EmailConfirmation": "with the account",
    "core.Invitation": "deleted 90 days after it ran out",
    "core.StaffLetter": "deleted after three days",
    "core.SignInTries": "deleted when they count no longer",
    "core.SecondLook": "what was looked at, for the trail",
    "consent.Wording": "who checked a translation, in an office’s words",
    "mfa.Authenticator": "with the account; sealed",
    "sessions.Session": "deleted when it ends",
    "socialaccount.SocialAccount": "with the account",
    "socialaccount.SocialToken": "with the account",
    "usersessions.UserSession": "deleted after 30 days",
    "wagtailusers.UserProfile": "with the account",
    "wagtailadmin.FormState": "what an editor has not saved yet; deleted with the editing",
    "wagtailcore.Comment": "a remark beside a page",
    "wagtailcore.CommentReply": "a remark beside a page",
    "wagtailcore.TaskState": "a remark at a second look at a page",
    "wagtailcore.UploadedFile": "deleted when the upload is done",
}
# What is published, or says how the council works. A family's name has no business here, and what editors type is checked
# (home/private_words.py).
NOT_OF_PEOPLE: dict[str, str] = {
    **dict.fromkeys(
        (
            *(
                "core.AuditEntry",
                "core.AuditSeal",
                "core.ImportLine",
                "core.ImportRemark",
                "core.ImportRun",
                "core.LimitCount",
                "core.Link",
            ),
            *(
                "core.WorkerBeat",
                "consent.AgreementStep",
                "consent.BreachStep",
                "consent.InformationExtract",
                "consent.InformationStep",
                "consent.RetentionCheck",
                "consent.RetentionRun",
            ),
            *("consent.RetentionRule", "consent.RightsPause", "consent.SharingRecord"),
            *("feedback.RatingResult", "feedback.TakenDown", "feedback.Told"),
            *("wagtailcore.PageLogEntry", "wagtailcore.ReferenceIndex"),
        ),
        "ids, codes, counts and keyed hashes: writing words into it is refused or never happens",
    ),
    **dict.fromkeys(
        (
            *("core.BrandSettings", "core.CouncilDefaults", "core.Hub", "core.Locality", "core.Post", "core.Role", "core.RoleRead"),
            *("participation.ChecklistAnswer", "participation.CouncilItem", "participation.EverydayLook"),
            *("core.SelfCheck", "consent.AgreementDocument", "consent.Partner", "consent.ProcessingActivity", "consent.Purpose"),
            *(
                "consent.SharingAgreement",
                "participation.Engagement",
                "participation.GateOverride",
                "participation.LearningNote",
                "feedback.EntryPoint",
                "feedback.Survey",
                "feedback.SurveyVersion",
            ),
            *("participation.Activity", "participation.Aim", "participation.Population", "participation.PriorityGroup"),
            *("participation.EqualityLine", "participation.EqualityRecord", "participation.PastFinding", "participation.PastReport"),
            *("home.BankHolidayHabit", "home.NumberCheck", "home.ReadyNote", "home.SourceRecord", "wagtailsearch.IndexEntry"),
            *("wagtailsearch.SQLiteFTSIndexEntry",),
        ),
        "how the council works, in the words of its offices",
    ),
    **dict.fromkeys(
        (
            *("feedback.Theme", "feedback.WeDid", "feedback.YouSaid", "home.AccessibilityStatementPage", "home.Alert"),
            *(
                "home.Closure",
                "home.HelpNowPage",
                "home.HomePage",
                "home.HubDocument",
                "home.HubIndexPage",
                "home.HubPage",
                "home.InfoPage",
            ),
            *(
                "home.OfferPage",
                "home.ServiceIndexPage",
                "home.ServicePage",
                "home.ServiceTime",
                "wagtailcore.Page",
                "wagtailcore.Revision",
            ),
        ),
        "published, or written to be: in the council’s own words, checked for private ones before",
    ),
    **dict.fromkeys(
        (
            *(
                "auth.Group",
                "auth.Permission",
                "contenttypes.ContentType",
                "socialaccount.SocialApp",
                "wagtailadmin.EditingSession",
            ),
            *("wagtailcore.Collection", "wagtailcore.CollectionViewRestriction", "wagtailcore.Locale", "wagtailcore.PageViewRestriction"),
            *("wagtailcore.Site", "wagtailcore.Task", "wagtailcore.Workflow", "wagtailcore.WorkflowState", "wagtaildocs.Document"),
            *("wagtailembeds.Embed", "wagtailimages.Image", "wagtailimages.Rendition", "wagtailredirects.Redirect"),
        ),
        "the machinery of Django and Wagtail; their own pictures and documents are not in use, ours are",
    ),
}
