"""Invented saved pages about a harbour and its ferries, each in the shape of another kind of site."""

SCHEMA = """\
<!DOCTYPE html>
<!-- saved from url=(0040)https://gazette.example/2019/06/season -->
<html><head><title>Ferry Towns Plan a Joint Season - Strait Gazette</title>
<meta property="og:site_name" content="Strait Gazette"><meta property="article:section" content="Opinion">
<meta property="article:modified_time" content="2026-01-02T03:04:05Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebPage", "datePublished": "2026-01-02"},
{"@type": ["NewsArticle"], "headline": "Ferry Towns Plan a Joint Season", "datePublished": "2019-06-05T22:10:00+05:00",
"dateModified": "2020-01-01", "author": [{"@type": "Person", "name": "Ina Moss"}, {"@type": "Person", "name": "Per Holm"}]}
]}</script></head><body>
<header><a href="/">Strait Gazette</a><nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<main><article><h1>Ferry Towns Plan a Joint&nbsp;Season</h1>
<p class="standfirst">Two towns on the strait will share boats and piers</p>
<div class="byline">By Ina Moss</div>
<div class="body"><p>The towns have agreed to share their boats in autumn, under the name of
&ldquo;Season&nbsp;2018&rdquo;, the office said <a href="/t">today</a>.</p>
<p>The smaller islands have waited for a night boat since the bridge was closed to heavy lorries, the <b>Ha</b>rbour said.</p>
<h2>Night boats</h2>
<p>Read more: <a href="/x">Island fares rise</a></p>
<p>Earlier this month the head of the pilots called on the mayor at the town hall to discuss the plan and drink tea.</p>
<blockquote><p>A night boat is a promise kept.</p></blockquote>
<p>Holm noted that the piers need paint, ropes and people before the first crossing can be made by anybody at all.</p>
</div></article>
<aside class="related"><h3>Related</h3><ul><li><a href="/1">Old pier falls into the sea</a></li></ul></aside>
<section id="comments" class="comments"><h3>Comments</h3>
<div class="comment"><p>I never liked these boats, they smell of fish and diesel all day long.</p></div></section>
<div style="display: none">Secret words</div><template><p>More secret words</p></template>
</main><footer><p>Copyright 2019 Strait Gazette. All rights reserved.</p></footer></body></html>
"""

WORDPRESS = """\
<!DOCTYPE html><html lang="en"><head><title>Night Ferry Returns &#8211; Isle Post</title>
<meta property="og:title" content="Night Ferry Returns"/>
<meta property="article:published_time" content="2021-03-14T09:00:00+00:00"/>
<link rel="canonical" href="https://islepost.example/night-ferry/"/></head>
<body class="post-template single"><div id="page"><header class="site-header"><p class="site-title">Isle Post</p></header>
<div id="content"><div id="primary"><article class="post-1 post"><header class="entry-header">
<h1 class="entry-title">Night Ferry Returns</h1><div class="entry-meta">Posted on <a href="#"><time class="entry-date"
datetime="2021-03-14">March 14, 2021</time></a> by <a href="/a">Per Holm</a></div></header>
<div class="entry-content">
<div class="wp-caption aligncenter"><img src="a.jpg"><p class="wp-caption-text">Boats at the quay in March.</p></div>
<p>The night ferry came back on Sunday after three winters, and the whole town stood on the pier to greet it.</p>
<p>Captain Ada Brine said the boat had been painted twice.</p>
<p>&#8220;It is a good boat,&#8221; she said, &#8220;and it will carry us all the way to the outer islands.&#8221;</p>
<ul><li>The first boat leaves at six.</li><li>The last boat leaves at midnight.</li></ul>
<p>Tickets are sold at the harbour office, where a queue had formed long before the doors were opened.</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div></div></article>
<nav class="navigation post-navigation"><a href="/fog">Previous: Fog closes the strait</a></nav>
<div id="comments" class="comments-area"><h2>2 thoughts</h2><ol class="comment-list"><li><p>What a lovely boat, I have been
waiting for it since I was a little child in the harbour.</p></li></ol><div id="respond"><h3>Leave a Reply</h3>
<form><p>Your email address will not be published.</p><label>Name</label><button>Post</button></form></div></div></div>
<div id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul><li><a href="/b">Mayor opens bakery</a>
</li></ul></section><section class="widget newsletter"><p>Sign up for our newsletter and never miss a boat again.</p></section>
</div>
</div><footer><p>Proudly powered by nobody</p></footer></div></body></html>
"""

TABLES = """\
<html><head><title>THE STRAIT TIMES</title></head><body bgcolor=white><table width="100%"><tr><td width=150><font size=1>
<a href=a>Home</a><br><a href=b>News</a></font></td>
<td><font size=5><b>Pier to be painted in spring</b></font><br><br><font size=2>ALBA, March 3, 2004<br><br>
The old pier will be painted in the spring, the harbour office has said, and the schools will choose the colour.<BR><br>
The office said on Monday that it had found the money in the budget for ropes.<br>It also said that the lighthouse will have
to wait for another year, as it always does.<br>&nbsp;<br>
&quot;We like blue,&quot; said a<br>teacher.<br><br>
Nobody has asked the gulls, which sit on the pier all year and have never paid for anything.</font></td></tr></table>
<center><font size=1>Copyright 2004 The Strait Times</font></center></body></html>
"""

AMP = """\
<!doctype html><html amp><head><title>Tug sold</title><style amp-boilerplate>body{visibility:hidden}</style>
<noscript><style>body{animation:none}</style></noscript></head><body><amp-sidebar id=s><ul><li>Menu</li></ul></amp-sidebar>
<article><h1>Tug sold to the island</h1><amp-img alt="x" src=y></amp-img>
<p>The tug Heron was sold to the island for a small sum of money, its owner said on Friday evening.
<p>It will be used to pull <i>the <b>old</b></i> ferry off the sand, where it has lain since the great storm of the winter.
<p hidden>Words that nobody sees.
<p>The buyers plan to paint it <x-tip>green</x-tip> and to let the children of the island choose a new name in the summer.
</article><div class=related><a>More tugs</a></div>
"""

POSTS = """\
<!doctype html><html><head><title>Regatta</title></head><body><div class="story"><h1>Regatta week opens</h1>
<p>A crew of island pilots has arrived for a week of trials in the outer harbour, the harbour office said on Monday.</p>
<figure><img src="a.jpg"><figcaption>The crew on the quay. <span class="credit">Photo: Per Holm</span></figcaption></figure>
<div class="embed"><blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">Island pilots arrived for trials
<a href="/g">#GANNET</a>.<br>Rope work first. <a href="https://t.example/x">pic.example/XyZ</a></p>&mdash; DG Harbour
(@OfficialHarbour) <a href="https://t.example/1">June 5, 2019</a></blockquote><script src="w.js"></script></div>
<p>The trials will start on the 8th of this month, and the week ends with a regatta in the outer harbour.</p>
<blockquote class="instagram-media"><div><a href="/i"><div>View this post on Instagram</div></a>
<p>A post shared by Isle Pilots (@islepilots)</p></div></blockquote>
<p>In recent years the towns have shared a lighthouse, a tug and a bakery, and they now look for a doctor.</p></div>
<p class="footer">About us</p></body></html>
"""

BROKEN = """\
<html><body><div><h1>Fog closes strait<p>The strait was closed by fog on Monday, and <b>no boat left the harbour until the
evening.<p>Captain Brine said that she had <i>never seen so little</b> of the sea in all her years.</i>
<div>The harbour office expects the fog to lift on Tuesday & the boats to run < one hour late </p></div></table>
<p>Passengers were given tea and biscuits by the mayor, who lives beside the pier and had nothing else to do
"""

LATIN = """\
<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>Fähre</title></head><body>
<h1>Die Fähre fährt wieder</h1><p>Die Fähre “Möwe” fährt nach drei Jahren wieder über den Sund, sagte der Wirt
am Montag vor großem Publikum.</p><p>Der Preis bleibt bei 5 Kronen, und Kinder unter zehn Jahren fahren weiterhin umsonst mit.</p>
</body></html>
"""
