"""What families wrote in languages other than English: short and plain, as people write on a phone. Made up, one by one.

The codes are those of the page's `lang` attribute: ur Urdu, pl Polish, ro Romanian, ar Arabic, pa Panjabi, bn Bengali, so Somali,
uk Ukrainian, pt Portuguese, lt Lithuanian, tr Turkish.
"""

# By language: which question, what it is about, the words.
WANT: dict[str, tuple[tuple[str, str, str], ...]] = {
    "ur": (
        ("keep", "kind", "عملہ بہت اچھا ہے، سب عزت سے بات کرتے ہیں"),
        ("change", "evening", "شام کو بھی کچھ ہونا چاہیے، میرے شوہر دن میں کام کرتے ہیں"),
        ("change", "lonely", "گھر میں اکیلی رہتی ہوں۔ دوسری ماؤں سے ملنا چاہتی ہوں"),
        ("change", "letters", "خط آسان انگریزی میں لکھیں یا اردو میں"),
        ("change", "", "ترجمان چاہیے، ہر بار میری بیٹی ترجمہ کرتی ہے"),
        ("change", "", "صرف عورتوں کے لیے ورزش کی کلاس"),
        ("keep", "play", "بچوں کے کھیلنے کی جگہ"),
        ("else", "", "شکریہ"),
        ("change", "send", "میرے بیٹے کو شور سے ڈر لگتا ہے، کوئی خاموش وقت رکھیں"),
    ),
    "pl": (
        ("keep", "kind", "Bardzo miłe panie, zawsze pomogą"),
        ("change", "finding", "Nie wiedziałam że to jest za darmo. Proszę pisać na plakatach"),
        ("change", "evening", "zajęcia w sobotę bo w tygodniu oboje pracujemy"),
        ("change", "evening", "Pracuję na nocki, rano śpię. Coś po południu?"),
        ("change", "dads", "coś dla ojców, byłem raz i same mamy"),
        ("keep", "play", "muzyka i zabawy dla maluchów"),
        ("change", "letters", "listy są za trudne, tłumaczę w telefonie i wychodzą bzdury"),
        ("change", "", "kurs angielskiego z opieką dla dziecka"),
        ("change", "cafe", "kawiarnia zamknięta po południu, szkoda"),
        ("else", "", "dziękuję za wszystko"),
        ("change", "", "dentysta dla dzieci"),
    ),
    "ro": (
        ("keep", "kind", "oamenii sunt foarte buni cu noi"),
        ("change", "lonely", "Nu cunosc pe nimeni aici. Aș vrea un grup unde să vorbim, nu numai copiii"),
        ("change", "person", "Vreau să vorbesc cu cineva, nu pe internet"),
        ("change", "far", "autobuzul vine rar și e scump"),
        ("change", "evening", "seara sau duminica, lucrez la depozit"),
        ("keep", "", "cursul de engleză"),
        ("change", "play", "mai multe jocuri afară"),
        ("else", "", "Mulțumesc frumos"),
    ),
    "ar": (
        ("keep", "kind", "الموظفات لطيفات جدا ويساعدن الجميع"),
        ("change", "person", "أريد أن أتكلم مع شخص وليس مع الموقع"),
        ("change", "lonely", "وصلنا قبل سنة وأنا وحدي مع الأطفال طول اليوم"),
        ("change", "", "مترجم عند الموعد من فضلكم"),
        ("change", "finding", "لم أعرف أن هناك مجموعة للأطفال إلا من جارتي"),
        ("keep", "play", "وقت الأغاني مع الصغار"),
        ("change", "letters", "الرسائل صعبة الفهم"),
    ),
    "pa": (
        ("keep", "play", "ਬੱਚਿਆਂ ਦੇ ਖੇਡਣ ਦੀ ਥਾਂ ਬਹੁਤ ਵਧੀਆ ਹੈ"),
        ("change", "lonely", "ਨਵੀਆਂ ਮਾਵਾਂ ਲਈ ਗਰੁੱਪ ਹੋਵੇ, ਘਰੇ ਇਕੱਲਾ ਲੱਗਦਾ ਹੈ"),
        ("change", "evening", "ਸ਼ਾਮ ਨੂੰ ਵੀ ਖੋਲ੍ਹੋ"),
        ("change", "", "ਦਾਦੀ ਦਾਦੇ ਵੀ ਆ ਸਕਣ"),
        ("change", "letters", "ਚਿੱਠੀ ਪੰਜਾਬੀ ਵਿੱਚ ਭੇਜੋ"),
    ),
    "bn": (
        ("keep", "kind", "সবাই খুব ভালো ব্যবহার করে"),
        ("change", "", "মায়েদের জন্য ইংরেজি ক্লাস, বাচ্চা দেখার লোক সহ"),
        ("change", "finding", "কোথায় কী হয় জানি না, কাগজে লিখে দিন"),
    ),
    "so": (
        ("keep", "kind", "Shaqaalaha waa dad fiican"),
        ("change", "lonely", "Kooxda hooyooyinka cusub ayaan rabaa"),
        ("change", "person", "Qof ila hadla, ma rabo websaydh"),
    ),
    "uk": (
        ("keep", "kind", "Дуже привітні люди, дякую"),
        ("change", "teens", "Щось для підлітків, мій син нікого тут не знає"),
        ("change", "wait", "дуже довго чекати на логопеда"),
        ("else", "", "Дякуємо за допомогу"),
    ),
    "pt": (
        ("keep", "play", "as manhãs de arte"),
        ("change", "evening", "Trabalho em limpezas à noite e de manhã cedo, só posso à tarde"),
    ),
    "lt": (
        ("change", "finding", "Daugiau informacijos, sužinojau atsitiktinai"),
        ("keep", "", "viskas gerai"),
    ),
    "tr": (
        ("keep", "cafe", "Kafe güzel ve ucuz"),
        ("change", "cafe", "kafe akşam da açık olsa"),
    ),
}

SESSION: tuple[tuple[str, str], ...] = (
    ("pl", "malowanie palcami"),
    ("ur", "گانے بہت اچھے لگے"),
    ("ro", "plastilina"),
)

HELP: tuple[tuple[str, str, str], ...] = (
    ("pl", "story", "żeby nie opowiadać wszystkiego od nowa za każdym razem"),
    ("ur", "forms", "فارم بہت لمبا تھا"),
    ("ar", "story", "تعبت من إعادة قصتي لكل واحد"),
)
