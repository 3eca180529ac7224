"""What is kept of a link, network by network: a table to read from top to bottom. What no line names never enters."""

from __future__ import annotations

from .networks import Form, Network

X_VIEWS = r"(?:/(?:(?:photo|video)/\d+|analytics|history|likes|quotes|retweets(?:/with_comments)?|mediaviewer))?"
INSTAGRAM_POST = r"/(?:[\w.]{1,30}/)?(?:p|reels?|tv)/(?P<post>[\w-]{1,60})"
FACEBOOK_PAGE = r"(?:(?P<number>\d{5,25})|(?P<handle>\w[\w.-]{0,99}))"
FACEBOOK_ID = r"(?P<id>pfbid\w{10,120}|\d{1,25})"
FACEBOOK_GROUP_NAME = r"/groups/(?P<group>[\w.-]{1,100})"
FACEBOOK_POST = "https://www.facebook.com/{number}{undotted}/posts/{id}"
FACEBOOK_GROUP = "https://www.facebook.com/groups/{group}/posts/{id}"
FACEBOOK_PHOTO = "https://www.facebook.com/photo/?fbid={id}"
FACEBOOK_VIDEO = "https://www.facebook.com/watch/?v={id}"  # a reel is a video, and its number is enough
YOUTUBE_VIDEO = "https://www.youtube.com/watch?v={id}"
YOUTUBE_POST = "https://www.youtube.com/post/{id}"
VIDEO = r"(?!videoseries)(?P<id>[\w-]{11})"
TIKTOK_VIDEO = "https://www.tiktok.com/@_/video/{id}"  # the number is enough: a handle can change
LINKEDIN_KIND = r"(?-i:(?P<kind>activity|share|ugcPost))"
LINKEDIN_POST = "https://www.linkedin.com/feed/update/urn:li:{kind}:{id}/"

TABLE = (
    Network("x", ("x.com", "twitter.com"), (
        Form(rf"/(?:i(?:/web)?|@?(?P<handle>\w{{1,20}}))/status(?:es)?/(?P<id>[1-9]\d{{0,19}}){X_VIEWS}",
             "https://x.com/i/status/{id}"),
    ), private=r"/(?:messages|i/chat)(?:/|$)"),
    Network("instagram", ("instagram.com",), (
        Form(rf"{INSTAGRAM_POST}/c/(?P<parent>\d{{1,25}})/r/(?P<id>\d{{1,25}})",
             "https://www.instagram.com/p/{post}/c/{parent}/r/{id}/"),
        Form(rf"{INSTAGRAM_POST}/c/(?P<id>\d{{1,25}})", "https://www.instagram.com/p/{post}/c/{id}/"),
        Form(r"/(?:(?P<handle>[\w.]{1,30})/)?(?:p|reels?|tv)/(?!audio$)(?P<id>[\w-]{1,60})"
             r"(?:/(?:media|embed(?:/captioned)?|liked_by|comments))?", "https://www.instagram.com/p/{id}/"),
        Form(r"/stories/(?P<handle>(?!highlights/)[\w.]{1,30})/(?P<id>\d{5,25})",
             "https://www.instagram.com/stories/{handle}/{id}/"),
    ), shared=r"/(?:share|s)/", private=r"/direct(?:/|$)"),
    Network("facebook", ("facebook.com", "fb.com"), (
        Form(rf"{FACEBOOK_GROUP_NAME}/(?:posts|permalink)/(?P<id>\d{{1,25}})", FACEBOOK_GROUP),
        Form(rf"{FACEBOOK_GROUP_NAME}\?multi_permalinks=(?P<id>\d{{1,25}})", FACEBOOK_GROUP, ("multi_permalinks",)),
        Form(rf"/{FACEBOOK_PAGE}/posts/(?:[^/]+/)?{FACEBOOK_ID}", FACEBOOK_POST),
        Form(rf"/(?:permalink|story)\.php\?story_fbid={FACEBOOK_ID}&id=(?P<number>\d{{1,25}})",
             FACEBOOK_POST, ("story_fbid", "id")),
        Form(rf"/{FACEBOOK_PAGE}/photos/(?:[^/]+/)?(?P<id>\d{{1,25}})", FACEBOOK_PHOTO),
        Form(r"/photo(?:\.php)?\?fbid=(?P<id>\d{1,25})", FACEBOOK_PHOTO, ("fbid",)),
        Form(rf"/{FACEBOOK_PAGE}/videos/(?:[^/]+/){{0,2}}(?P<id>\d{{1,25}})", FACEBOOK_VIDEO),
        Form(r"/reel/(?P<id>\d{1,25})", FACEBOOK_VIDEO),
        Form(r"/(?:watch(?:/live)?|video\.php)\?v=(?P<id>\d{1,25})", FACEBOOK_VIDEO, ("v",)),
    ), comments=("comment_id", "reply_comment_id"), shared=r"/(?:share(?:/|$)|l\.php|sharer)",
       private=r"/messages(?:/|$)"),
    Network("tiktok", ("tiktok.com",), (
        Form(r"/@(?:_|(?P<handle>[\w.]{1,30}))?/(?:video|photo)/(?P<id>\d{5,25})", TIKTOK_VIDEO),
        Form(r"/(?:v|embed(?:/v2)?|player/v1)/(?P<id>\d{5,25})(?:\.html)?", TIKTOK_VIDEO),
    ), comments=("share_comment_id",), shared=r"/t/", private=r"/messages(?:/|$)"),
    Network("youtube", ("youtube.com", "youtube-nocookie.com"), (
        Form(rf"/watch\?v={VIDEO}", YOUTUBE_VIDEO, ("v",)),
        Form(rf"/(?:shorts|live|embed|v|e)/{VIDEO}", YOUTUBE_VIDEO),
        Form(r"/post/(?P<id>Ug[\w-]{10,60})", YOUTUBE_POST),
        Form(r"/(?:channel/[\w-]+|@[\w.-]+)/community\?lb=(?P<id>Ug[\w-]{10,60})", YOUTUBE_POST, ("lb",)),
    ), comments=("lc",), shared=r"/(?:clip/|redirect|attribution_link)"),
    Network("youtube", ("youtu.be",), (Form(rf"/{VIDEO}", YOUTUBE_VIDEO),), comments=("lc",)),
    Network("threads", ("threads.com", "threads.net"), (
        Form(r"/(?:@(?P<handle>[\w.]{1,30})/post|t)/(?P<id>[\w-]{5,60})(?:/(?:media|embed))?",
             "https://www.threads.com/t/{id}"),
    ), private=r"/messages(?:/|$)"),
    Network("bluesky", ("bsky.app",), (
        Form(r"/profile/(?:(?P<did>did:[a-z]+:[\w.:-]{1,200})|(?P<handle>[\w.-]{1,253}))/post/(?P<id>[\w.~:-]{1,200})"
             r"(?:/(?:liked-by|reposted-by|quotes))?", "https://bsky.app/profile/{did}{handle}/post/{id}"),
    ), private=r"/messages(?:/|$)"),
    Network("linkedin", ("linkedin.com",), (
        Form(rf"/(?:embed/)?feed/update/urn:li:{LINKEDIN_KIND}:(?P<id>\d{{5,25}})", LINKEDIN_POST),
        Form(rf"/posts/(?:(?P<handle>[a-z0-9-]{{1,100}})_)?[^/]*?{LINKEDIN_KIND}-(?P<id>\d{{5,25}})(?:-[\w-]*)?",
             LINKEDIN_POST),
        Form(r"/pulse/(?P<id>[\w-]{1,200})", "https://www.linkedin.com/pulse/{id}/"),
    ), comments=("commentUrn", "replyUrn"), private=r"/messaging(?:/|$)"),
    Network("telegram", ("t.me", "telegram.me", "telegram.dog"), (
        Form(r"/(?:s/)?(?P<handle>(?!joinchat/|addstickers/)[a-z]\w{3,31})(?:/\d{1,15})?/(?P<id>\d{1,15})",
             "https://t.me/{handle}/{id}"),
    ), comments=("comment",), shared=r"/share/", private=r"/(?:c/|\+|joinchat/)"),
)  # fmt: skip

MASTODON = (
    Form(r"/(?:web/|deck/)?@(?P<handle>\w[\w.-]{0,60}(?:@[\w.-]{3,150})?)/(?P<id>\d{1,20})(?:/embed)?", "https://{host}/@{name}/{id}"),
    Form(r"/users/(?P<handle>\w[\w.-]{0,60})/statuses/(?P<id>\d{1,20})", "https://{host}/@{name}/{id}"),
)  # fmt: skip
