"""Records of a site about a page: in goes a line, out comes whether it says what only a site counts and keeps, by labels and values.

格式：DOC 页数：4 大小：31.5KB · 查看: 1203|回复: 4 · 原文链接：http://… · Posts: 214 · PDF, 212KB, 12 pages. Every label of the line must
be one of a site's; 标题, 来源 and dates are facts of the text and are read elsewhere. Texts are in simplified characters.
"""

from __future__ import annotations

import re

_LABELS = (
    r"上传(?:人|者|用户|时间|日期)|(?:入库|收录|采集|上线|上架)时间|文档(?:编号|格式|大小|页数|热度|评价|评分|价格|标签"
    r"|星级|分类|属性|简介|描述|介绍|摘要|说明|贡献者|关键词|ID|类型|语言)|所需(?:积分|金币|下载[券点])|下载(?:积分|次数|量|地址|权限"
    r"|声明|提示|链接|人数)|档案大小|文件(?:格式|大小|类型|页数|编码)|提取码|解压密码"
    r"|本文(?:标题|链接|网址|地址)|(?:链接|原文|来源|页面|本页|转载|文章|访问)(?:链接|地址|网址|出处)|原(?:文)?标题"
    r"|短链接|网友评论|热[门搜](?:搜索|关键[词字]|词|标签)|热词|(?:内容|文档|资料)提供(?:方|者|人)|贡献者|发帖人"
    r"|客服\s?(?:QQ|微信|电话|热线|邮箱)|(?:网站|平台|系统)?(?:技术支持|运维|维护|技术咨询|技术服务)(?:电话|热线|邮箱"
    r"|QQ群?)|技术支持|微信号|公众号\s?ID|官方(?:微信|微博|QQ群?)|QQ群|IP\s?属地|在线时间|最后登录|用户组|所属版块|发帖数"
    r"|回答者|提问者|(?:法宝|律藏|法意|威科|北大)?.{0,2}(?:引[证注]码|联想)(?=\s?[:：])|(?:全宗|案卷|档案馆代)号|保管期限"
    r"|密级期限|数字化页数|准印证号|国内统一刊号|邮发代号|本版(?:编辑|责编)|海报|漫画|图源|配图|主播"
)
"""What only a site says of a page, whatever the value."""

_COUNTS = (
    r"格式|页数|大小|金币|积分|评分|热度|人气|人氣|字数|字符数|文本长度|全文字数|(?:预计|大约|本文)?阅读(?:时[间长]|需要?)"
    r"|(?:总|累计|累积|今日|本日|昨日|当前|目前)?(?:浏览|阅读|点击|点阅|点閲|访问|观看|播放|查看|下载|收藏|回复|评论"
    r"|转发|分享|点赞|好评|差评|在线)(?:总?人[次数]|次数|总?数|总?量|率)?|(?:今日|昨日|累计|总)(?:访客|访问)(?:人[次数])?"
    r"|已阅|阅|帖子|主题|精华|威望|等级|被采纳|楼层|注册(?:时间|日期)|目录号|卷号|件号"
)
_VALUE = (
    r"(?:\d[\d,.:/-]*\s?(?:KB|MB|分钟|金币|积分|[万次人条篇页秒分字k+KM])*|[★☆]+(?:\s?[\d.]+分)?|(?:DOCX?|PDF|PPTX?|XLSX?|TXT"
    r"|WPS|OFD|ODT|JPG|HTML)\b)"
)
"""What a site counts and measures: the value is a number, stars or the format of a file; 格式：A4纸打印 is the text's."""

_EXPLAINED = (
    r"(?:猜你(?:喜欢|想看|想问|关注)|(?:相关|相似|同类|类似|推荐|热门|最新|更多|往期|延伸|精彩|关联|视频|好文|配套)(?:阅读"
    r"|文档|文章|推荐|新闻|资讯|视频|搜索|链接|下载|内容|回顾|解读|报道|图解|政策解读|专题|资料)|(?:政策)?(?:图解|一图读懂)(?:链接)?"
    r"|解读(?:链接|文章|材料)|政策原文|政策解读)"
)
_PAIR = rf"(?:(?:{_LABELS})\s?[:：]\s?[^:：。；]{{0,40}}?|(?:{_COUNTS})\s?[:：]\s?{_VALUE})"
_COUNTED = rf"(?:{_COUNTS})\s?[(（\[]?\s?\d[\d,.]*\s?[万次人条篇页秒分k+]*[)）\]]?"
_COUNTED_EN = (
    r"(?:collections?|praises?|likes?|favou?rites?|(?:download )?points|format|(?:file )?size|pages|views|reads|hits|clicks"
    r"|downloads|comments|shares|score|heat|popularity)\s?:?\s?(?:\d[\d.,]*\s?(?:k|[KM]B|pages|times)?|(?:docx?|pdf|pptx?|xlsx?|txt|wps)\b)"
)
_FORMS = (
    rf"\W*(?:{_PAIR}|{_COUNTED})(?:[\s,，|｜/·\[\]【】-]+(?:{_PAIR}|{_COUNTED}|VIP\s?免费|免费|上传文档赚\w{{1,3}}))*\W*",
    rf"\W*(?:VIP\s?免费|上传文档赚\w{{1,3}})(?:[\s|｜/·]+(?:{_PAIR}|{_COUNTED}|VIP\s?免费|上传文档赚\w{{1,3}}))*\W*",
    rf"\W*(?:{_LABELS})\s?[:：]\s?(?:https?://|www\.)\S+",
    r"(?:浏览|阅读|点击|点阅|访问|下载)(?:次数|人次|量)\s?[:：]",
    rf"\W*{_EXPLAINED}\s?[:：].{{1,120}}",
    (
        r"\W*(?:文件|附件|附档|档案|资料)?下载\s?[:：]\s?.{0,80}\.(?:docx?|pdf|xlsx?|pptx?|wps|et|ofd|ceb|rtf|txt|zip"
        r"|rar|jpg|odt|ods|csv)\W*"
    ),
    r"附件下载\s?[:：].{0,80}|相关(?:文档|附件|文件)下载\s?[:：].{0,60}",
    (
        r"附件\s?[\d一二三四五]{0,2}\.(?:docx?|pdf|xlsx?|pptx?|wps|zip|rar|ofd)(?:\s?[(（\[]\s?[\d.]+\s?[KM]?B?\s?[)）\]])?"
        r"|附件\s?[【\[].{2,80}[】\]]\s?已?(?:被)?下载\s?\d*\s?次"
    ),
    # counters and sizes without a label
    (
        r"[(（\[]?(?:档案|文件)?(?:大小)?\s?\d[\d.,]*\s?[KM]B[)）\]]?|\d+\s?页(?:\W+\d[\d.]*\s?[KM]B)(?:\W+\d+\s?(?:金币"
        r"|积分|元|下载券))?|\d{1,3}\s[/／]\s\d{1,3}"
    ),
    (
        r"\d[\d,.]*\s?[万k]?\+?\s?(?:人|位|个|次|条|篇)?(?:关注(?:了)?.{0,8}|粉丝.{0,6}|阅读|浏览|点击|回复|评论|回答|收藏"
        r"|点赞|在看|转发|播放|下载|跟帖|访问|观看|参与)(?:\W+\d[\d,.]*\s?[万k]?\+?\s?(?:人|位|个|次|条|篇)?(?:阅读|浏览"
        r"|点击|回复|评论|回答|收藏|点赞|在看|转发|播放|下载|跟帖))*"
    ),
    (
        r"共\s?\d+\s?(?:条|个|篇)(?:回复|回答|评论|留言|跟帖|结果|相关.{2,6})\W*|已有\s?\d+\s?人.{2,20}|.{0,6}(?:共"
        r"|约)?\s?(?:找到|检索到|搜索到).{0,6}\d+\s?(?:条|个|篇).{0,16}"
    ),
    (
        r"(?:本文|全文)?\W?(?:共|约|共计)?\s?\d+\s?字\W{0,3}(?:.{0,4}阅读.{0,6}\d+\s?分[钟]?.{0,4})?|(?:法规|案例|论文"
        r"|裁判文书|文章|期刊)\s?\d+\s?[篇件条](?:\W+\D{2,12}\d+\s?[篇件条])*|(?:本条|关联|相关"
        r"|引用)(?:相关)?(?:的)?(?:案例|法规|条文|文书|资料|规定|论文)\s?[(（]?\s?\d+\s?[篇件条]?[)）]?"
    ),
    (
        r".{0,6}引[证注]码.{4,30}|第\s?\d{1,3}\s?版\s?[:：].{1,12}|[上下]一版|#.{2,12}\s\d+\s?个|(?:用户"
        r"|会员)等级\s?[:：].{2,10}|等级\s?[:：]\s?\S{0,4}会员|注册时间\s?[\d-]{8,}|文档贡献者.{0,12}|[-—\[【]?\s?\[?(?:条文主旨|法条主旨|本条主旨"
        r"|条旨)[\]】]?\s?[:：]?.{0,30}|(?:本篇|本文|本条)(?:引用|援引)的.{2,8}|(?:引用|援引)(?:本篇|本文|本条)的.{2,8}"
    ),
    r"[—–―─]\s?\d{1,3}\s?[—–―─]|-\s\d{1,3}\s-",
    (
        r"\d{1,4}\s?页|\d{4}-\d{1,2}-\d{1,2}\s?(?:上传|收录|入库)|本?词条(?:由|标签|统计|创建者?|更新)\s?[:：“\"]?.{1,60}"
        r"|同义词\s?[:：].{1,30}|历史版本.{0,8}"
    ),
    # what programs that scrape say: where a page was, and its links in Markdown
    (
        r"(?:url source|source url|scraped (?:at|on)|crawled?(?: at| on)?)\s?:\s?\S.{0,120}|markdown content:"
        r"|\W*!\[[^\]]{0,120}\]\(\S{1,200}\)\W*"
    ),
    (
        r"(?:[*+-]\s+)?\[[^\]]{1,60}\]\((?!\S*\.(?:docx?|pdf|xlsx?|wps|zip"
        r"|rar)\b)[^\s)]{1,200}(?: \"[^\"]{0,60}\")?\)(?:\s*[|·]?\s*\[[^\]]{1,60}\]\([^\s)]{1,200}\))*"
    ),
    # notes of editors, prices, marks on every page, grades of a service
    (
        r"【(?:编者[按注]|编辑注|编注|注释|注|译者注|小编[按注]|法宝提示|温馨提示|提示|相关链接|延伸阅读|导读|摘要)\s?[:：].{2,160}】"
        r"|下载(?:此|本|该)?(?:文档|资料|文件|全文)?(?:需要?|消耗|扣除?|花费)\s?\d[\d.]*\s?(?:[文学书财金]?[币豆]|积分|金币|元|下载[券点]|点|财富值).{0,24}"
        r"|.{0,20}?(?:仅供(?:个人|内部)?(?:学习|参考|研究|交流|使用)|请勿(?:翻印|外传|转载|复制)|严禁(?:翻印|外传|复制)|翻印必究)"
        r"(?:\W+(?:仅供\S{2,6}|请勿\S{2,4}|严禁\S{2,4}|翻印必究))*"
    ),
    (
        r"(?:综合)?(?:评分|得分)\s?[:：]?\s?[\d.]+\s?分?(?:\W*(?:非常满意|基本满意|满意|一般|不满意|非常不满意)\s?\d*)*"
        r"|(?:(?:非常满意|基本满意|满意|一般|不满意|非常不满意)\s?\d+\W*){2,6}|用户\s?\d{3}\*{2,}\d{2,4}\s?[:：].{0,80}"
    ),
    r"(?:文章|文档|新闻|博文|日志|稿件)标签\s?[:：].{1,60}|文档贡献者\s\S{1,20}|(?:目前|现|当前)(?:共|已)?有\s?\d+\s?人.{2,8}",
    (
        r"(?:更新于?|发表于|发布于)?\s?\d{1,2}\s?(?:分钟|小时|天|个月|周)前(?:\s.{0,20})?"
        r"|(?:updated|posted) \d+ (?:minute|hour|day|week|month)s? ago"
        r"|A\+\s?A-?\s?A-?|T大\s?T中\s?T小|手机号\s+验证码.{0,20}|name ?\*.{0,60}|客服时间\s?[:：].{4,30}"
        r"|友情链接\s?[:：].{1,80}|戳.{0,8}蓝字.{0,12}"
        r"|(?:ICP)?经营许可证(?:编号)?\s?[:：].{4,30}|中文域名\s?[:：].{4,40}|网友跟[帖贴]\s?\d*\s?条?"
    ),
    # mails
    r"(?:发自|来自)我?的?.{0,16}(?:iPhone|iPad|手机|华为|小米|邮箱|客户端).{0,20}|sent from (?:my|mail for|outlook).{0,40}",
    (
        r"(?:此|本)(?:电子)?邮件(?:及其?附件)?.{0,12}(?:可能)?(?:含有|包含|属于|仅供).{2,120}"
        r"|-{2,}\s?(?:原始邮件|original message|forwarded message)\s?-{2,}"
    ),
    # bulletin boards, feeds
    (
        r"【\s?(?:以下(?:文字|内容)转载自|原文由|在).{1,60}(?:讨论区|所?发表|大作中提到).{0,4}】|※\s?(?:来源|修改|转载).{4,140}|\[?阅读文章\]?.{4,90}"
        r"|(?:guid|enclosure|generator|lastBuildDate|ttl|dc:creator|atom:link|isPermaLink)\s?:\s?\S.{0,160}|[\]>]{3}|(?:链接"
        r"|link)\s?:\s?https?://\S+"
    ),
    # encyclopedias, credits in brackets
    (
        r"\[\d{1,3}\]\s?.{4,200}[\[［(（]引用日期.{6,14}|(?:词条|更多|概述)(?:图册|图片|标签).{0,20}|(?:法宝)?引[证注]码\W?|【(?:法宝)?引[证注]码】"
        r"|[（(【]\s?(?:(?:文|图|图文|文图|文字|图片|摄影|撰稿|审核|校对|编辑|排版|供稿|视频|通讯员|记者)\s?[/／:：|｜]\s?\S{1,12}\s*){1,6}[）)】]"
    ),
    (
        r"(?:初级|中级|高级|铁杆|核心|活跃|知名|人气|正式|新晋)(?:粉丝|网友|吧友|用户)|(?:吧主|小吧主|楼主|版主|管理员)|LV\.?\s?\d{1,3}"
        r"|(?:you (?:may|might) also (?:like|enjoy|be interested in)|recommended|don't miss"
        r"|related (?:story|stories|article|articles|news))\s?[:：].{3,140}"
    ),
    (
        r"内容(?:提示|简介|摘要|概要|预览)\s?[:：].{10,260}|加入(?:阅读清单|书架|收藏夹|书单)|\d[\d,.]*万?\s?人(?:赞同|喜欢|收藏|感谢|关注).{0,10}"
        r"|[(（]\d{1,2} min(?:ute)?s?[)）]|\d{1,3}/\d{2,4}"
        r"|.{0,60}(?:点我|按我)(?:下载|看|加入|订阅|报名).{0,40}"
    ),
    # forums
    (
        r"\d{1,4}\s?(?:楼|#|F)|#\s?\d{1,4}(?:\s?楼)?"
        r"|(?:[^\s，。]{1,16}\s+)?发表于\s?[:：]?\s?\d{4}[-/年.].{4,24}(?:\W+只看.{2,4})?|当前(?:离线|在线)|(?:初级|中级"
        r"|高级|注册|新手|金牌|资深|超级)(?:会员|版主|用户)|archiver\b.{0,40}|GMT\s?[+-]\s?\d.{0,80}"
        r"|.{0,20}processed in [\d.]+ second.{0,40}"
    ),
    (
        r"(?:您?需要|请先|请)登录(?:后|才).{0,30}|.{0,6}登录后.{0,4}(?:可|才能|参与|发表|查看|回复).{0,16}"
        r"|本版积分规则.{0,20}|下次自动登录.{0,10}|该(?:回答|帖子?|用户|主题).{0,4}(?:被|已).{1,12}"
    ),
    (
        r"posts\s?:\s?\d[\d,]*|(?:joined|registered|member since|last seen|last active)\s?:?\s?.{4,40}|(?:senior|junior"
        r"|new|full|active|veteran) member|reputation\s?:.{0,20}"
    ),
    (
        r"\d+ (?:posts?|repl(?:y|ies)|comments?|responses?|thoughts?|answers?)\b(?:\W.{0,40}| (?:on|to) .{2,120}"
        r"|\s\d[\d,.]*k? views?)?|(?:reply|replies|views|threads|messages|topics)\s?:\s?\d[\d,]*(?:\W+(?:reply|replies"
        r"|views|threads|messages)\s?:\s?\d[\d,]*)*"
    ),
    (
        r"last edited (?:by|on)\b.{4,90}|.{0,20}users? browsing this (?:forum|topic)\b.{0,60}|all times are .{2,20}"
        r"|delete cookies|who is online|board index|reply with quote|post reply|topic locked|jump to\W*"
        r"|sort(?:ed)? by\s?:?\s?\w+|return to [“\"‘'].{2,60}|you must be logged in\b.{0,60}|save my name, e-?mail.{0,80}"
        r"|cancel reply|similar (?:threads|topics)"
    ),
    (
        r"(?:quick )?reply(?: to this)?|top|permalink|report(?: this)?(?: post| abuse)?|like \(\d+\)|unanswered topics"
        r"|active topics|advanced search|search this topic\W*"
    ),
    # English sites, machine-translated ones among them
    (
        rf"\W*{_COUNTED_EN}(?:[\s,|·/]+{_COUNTED_EN})+\W*|(?:online )?customer service\s?:.{{2,60}}"
        r"|\W*the content of this (?:page|document|article) (?:is|was) provided by .{3,120}|\W*click to download .{0,60}"
    ),
    (
        r"(?:viewed|read|downloaded|shared) \d[\d,]* times|\d[\d,.]*k? (?:subscribers|followers|members|readers|downloads"
        r"|shares|likes|views)(?:\W+\d[\d,.]*k? (?:subscribers|followers|downloads|shares|likes|views|comments))*|(?:pdf"
        r"|docx?|word|excel|html|odt)\W{1,3}\d[\d.,]*\s?[KM]B\W*(?:\d+ pages?\W*)?"
    ),
    (
        r"(?:about |approximately )?\d[\d,]* (?:results?|matches|hits|documents)\b.{0,40}|about [\d,]+ results.{0,40}"
        r"|showing \d+\s?[-–to]+\s?\d+ of \d.{0,20}|(?:previous\s)?(?:\d{1,3}\s){2,12}(?:\.{3}\s?\d*\s?)?(?:next|»|>)?"
        r"|people also (?:searched|asked|viewed|bought).{0,120}|(?:search|results) (?:again|tips|for [“\"].{1,60})"
    ),
    (
        r"(?:from|to|cc|reply-to|sender|return-path|list-[\w-]+|message-id|delivered-to)\s?:\s?.{0,30}(?:\S+@\S+"
        r"|<.{3,90}>).{0,30}|view (?:this |it )?(?:e-?mail |issue |newsletter )?in (?:your )?browser\W.{0,90}"
        r"|\[\d{1,2}\]\s?https?://\S+"
    ),
)
_RECORD = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
_HINT = re.compile(
    (
        r"[:：※【]|审核|校对|摄影|撰稿|文[/／]|图[/／]|粉丝|网友|吧|版主|用户|管理员|lv|图册|图片|引|加入|点我|按我|\d|下载|登录|论坛|楼|#|会员|离线|在线|主旨|引用|援引|积分|该|quote|reply|locked|jump|sort|return|delete"
        r"|online|index|member|top|report|cancel|similar|save|search|logged|people|permalink|topics|archiver|users|provided|click|标签|贡献者|A\+|T大|手机号|蓝字"
        r"|邮|发自|来自|sent from|original|forwarded"
        r"|all times|results"
    ),
    re.IGNORECASE,
)
"""What every form has."""

_SENTENCE = ("。", "；", "，")
"""What no record ends with."""

MAX_RECORD = 300
"""Characters of such a line."""


def is_record(said: str) -> bool:
    """Return whether the whole line has one of the forms."""
    return (
        len(said) <= MAX_RECORD and not said.endswith(_SENTENCE) and _HINT.search(said) is not None and _RECORD.fullmatch(said) is not None
    )
