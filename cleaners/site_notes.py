"""Notes of a site on itself: in goes a line, out comes whether it says how far to trust, copy, reach and view the site or a text on it.

本系統資料若與公報刊載不同，以公報為準。 · Text is available under the Creative Commons licence. · Last review date: 6 May 2021. A contract
and a law may say which language prevails, so such a note is believed at the edges of a page alone. Texts are in simplified characters.
"""

from __future__ import annotations

import re

from corpus.scripts import has_han

_SITE = r"(?:本|该|此)(?:网站?|站|网页|平台|系统|数据库|资料库|库|频道|栏目|公众号|页面?|刊)(?:的|上|所)?"
_ANYWHERE = (
    # browsers, accessibility, visits
    (
        r".{0,6}(?:本|该)?(?:网站?|站|平台|系统|网页).{0,6}(?:已|可|能|全面)?支持\s?(?:IPv6|IE|无障碍|移动端|手机).{0,20}"
        r"|.{0,12}(?:浏览器|解析度|分辨率).{0,60}(?:浏览|版本|以上|最佳|支[持援]|分辨率|解析度|开启|启用|效果).{0,40}"
        r"|.{0,16}(?:不支[持援]|未启用|请(?:开启|启用)).{0,4}(?:java\s?script|js|flash|cookie).{0,60}"
    ),
    (
        r".{0,10}(?:通过|符合|取得|荣获|荣获得)[^，。；]{0,24}无障碍(?:网[页站]|标章|检测|认证|设计指引)[^，。；]{0,30}"
        r"|.{0,6}无障碍(?:网页|标章|嘉许计划|声明|说明)[^，。；]{0,10}|(?:如需|如要|请)?.{0,6}(?:使用|安装"
        r"|下载)\s?(?:adobe|acrobat|wps|office|winrar|pdf\s?阅读器).{0,40}|.{0,12}(?:请|建议)?(?:您)?(?:使用"
        r"|安装).{0,12}(?:阅读器|软件|浏览器).{0,16}(?:打开|阅读|浏览|查看|开启|下载).{0,12}"
    ),
    r".{0,8}(?:数学公式|PPT动画|预览时|查看预览).{0,60}|(?:温馨)?提示\s?[:：].{0,6}(?:本页面?|本站|网页|登录).{0,50}",
    (
        r".{0,8}(?:javascript|cookies?|flash)\b.{0,30}\b(?:disabled|enabled?|required|supported|needed)\b.{0,60}"
        r"|please enable (?:javascript|cookies)\b.{0,60}|you need (?:adobe|acrobat|a pdf|javascript)\b.{0,60}|(?:this"
        r"|the) (?:site|page|file|document) (?:requires|is best viewed|may not be (?:suitable|accessible))\b.{0,80}"
        r"|request an accessible format\W*"
    ),
    (
        r"an? official (?:web)?site of .{2,60}|(?:this|our) (?:web)?site .{0,20}\bcookies\b.{0,100}|skip links?"
        r"|web accessibility .{2,40}|.{0,30}\bconform.{0,30}\bWCAG\b.{0,40}|brand hong kong|香港品牌形象.{0,20}"
        r"|govhk.{0,10}|got it\W?|accept(?: all)?(?: cookies)?(?:\W+(?:reject|decline|manage|customi[sz]e|preferences"
        r"|settings|cookies|all|necessary))+\W*|(?:accept|manage|reject|cookie) (?:cookies|preferences|settings|policy)"
    ),
    # languages
    (
        r"(?:this|the) (?:page|content|information|document|article)\b.{0,24}\b(?:not|only|also|currently) .{0,16}available\b"
        r".{0,10} in .{3,40}"
        r"|(?:本|该|此)(?:页面?|网页|内容|文章|栏目|信息)(?:内容)?(?:只有|仅有|只提供|仅提供|暂无|没有|未提供|暂未提供|尚无).{2,12}(?:版本?|内容|译本)\W?"
        r"|o conteúdo .{0,40}português\W?|cette page .{0,40}français\W?"
    ),
    # when a page was looked through
    (
        r"(?:最[后近新])?(?:复检|覆检|检视)(?:日期|时间)\s?[:：].{4,40}|本页面?.{0,6}最后(?:编辑|修订|更新|修改).{0,50}"
        r"|(?:page|content|last|next) (?:last |next )?(?:review(?:ed)?|revis(?:ion|ed)|modified|edited|updated)(?: date| on| at)?"
        r"\s?[:：][^.;,]{4,30}|this page was last (?:edited|modified|updated|reviewed)\b.{0,60}"
    ),
    (
        r"\d{4}\s?©.{0,80}|nnnn|issued at hkt .{2,10}|香港时间\s?\d{1,2}[时:].{1,6}|(?:今日|即日|过往|昨日)新闻(?:公报"
        r"|资料|稿).{0,6}|新闻公报资料库|下一篇新闻稿|today's press releases|back to (?:index|list)(?: page)?"
        r"|go to index page|today is .{4,40}|今天是.{4,80}|\d{4}年\d{1,2}月\d{1,2}日\s+(?:星期|周).{1,16}"
    ),
    (
        r"(?:阴|晴|多云|小雨|中雨|大雨|阵雨|雷阵雨|雾|小雪|晴转多云"
        r"|多云转晴)?\s?-?\d{1,2}\s?[℃°]\s?C?\s?[~～\-–—至]\s?-?\d{1,2}\s?[℃°]\s?C?.{0,20}|-?\d{1,2}\s?°\s?[CF] (?:cloudy"
        r"|sunny|clear|rain|fog|overcast|partly.{0,8})"
    ),
    # wikis
    (
        r"取自\s?[“\"「].{6,200}|retrieved from [“\"].{6,200}|(?:本作品|此作品|本文件).{0,16}(?:公有领域|公共领域"
        r"|著作权保护期).{0,60}|.{0,10}(?:文字|内容|文本).{0,8}(?:知识共享|CC BY|创用CC|创作共用).{0,50}"
        r"|.{0,40}\b(?:available under|licensed under|terms of)\b.{0,12}\b(?:creative commons|CC[ -]BY|open government"
        r"|GFDL|MIT)\b.{0,60}|.{0,12}© crown copyright.{0,20}"
    ),
    (
        r"(?:来自|维基).{2,14}[,，]?自由的.{2,10}|from \w+, the free .{3,20}|姊妹计划\s?[:：].{0,30}|链入页面.{0,40}"
        r"|what links here.{0,60}|jump to\s?:? ?(?:navigation|search|content).{0,20}|(?:分类|category"
        r"|categories)\s?[:：].{1,40}[|｜].{1,100}"
    ),
    (
        r"(?:proudly )?powered by .{2,40}|(?:theme|template|design|site)\s?(?:by|:)\s?.{2,40}|(?:do not sell"
        r"|your privacy choices).{0,40}|registered (?:charity|company) .{0,30}|(?:accessibility|modern slavery"
        r"|cookie) statement.{0,80}|editor(?:s'|'s|ial) (?:picks?|choice).{0,10}|what to read next|you (?:might"
        r"|may) also .{2,30}|(?:trending|popular|most (?:read|consulted|viewed|popular|downloaded)) (?:now|this (?:week"
        r"|month|year)|today|documents)"
    ),
    (
        r"getty images|file photo|(?:photograph|illustration|image(?: source)?|graphic|photo(?: credit)?"
        r"|credit)\s?:\s?[^.]{2,60}|(?:click|tap) to (?:enlarge|expand|zoom|play).{0,20}|listen\s?\(?\d+ min.{0,10}"
        r"|reporting by .{3,50};.{0,60}|(?:compiled|translated|written|edited) (?:and edited )?by [A-Z][^.]{2,40}"
        r"|also read\s?[|:].{2,100}|related\s?[:|].{3,120}"
    ),
    (
        r"[(\[（]\s?(?:photos?|image|picture|credit)s?\s?(?:by|:|credit|courtesy)[^)\]）]{2,60}[)\]）]|(?:图|图片|摄影|摄"
        r"|制图|资料图)?\s?[/|丨]\s?(?:视觉中国|东方IC|新华社|图虫|网络|资料).{0,10}|[(（]?(?:图片?|照片|视频).{0,4}(?:由"
        r"|来自|来源).{0,6}(?:提供|网络|资料|视觉中国|受访者).{0,8}[)）]?|(?:新华社|本报|本网|人民网|中新社)?(?:记者"
        r"|通讯员)?\s?[\u4e00-\u9fff]{2,3}\s?摄\W?|(?:新华社|本报|本网)(?:记者)\s?[\u4e00-\u9fff]{2,4}\s?摄?\W?"
    ),
)
_AT_EDGES = (
    # databases of laws, printers
    (
        r".{0,8}任何法律.{0,4}疑[义问].{0,60}|本(?:网站?|站|系统).{0,7}提供.{0,40}(?:服务|查询|参考|检索|下载)\W?"
        r"|.{0,60}(?:推荐|建议|最佳|使用).{0,12}\d{3,4}\s?[x×*]\s?\d{3,4}.{0,30}|(?:相关|关联)法[条规](?:检索)?|法条关联(?:性检索)?|关联性检索"
        r"|转存(?:\s?(?:PDF|ODT|WORD|TXT))*|where (?:a|any) provisions? .{0,20}shaded\b.{0,60}"
        r"|.{0,16}(?:条文|条款).{0,10}[白灰黄]底(?:色)?(?:显示)?\W?"
        r"|[（(]format changes.{0,60}[)）](?:\s?[（(].{0,40}[)）])?|full ?text view"
        r"|.{2,30}电子版\s.{0,12}(?:内部(?:查阅|资料)|仅供.{2,6})"
        r"|制作(?:日期|时间|单位)\s?[:：].{4,40}|.{0,12}显示乱码.{0,20}|(?:印刷|排版|承印|印制)\s?[:：].{2,40}|.{0,20}印[数张]\s?[:：]?\s?\d+.{0,12}"
    ),
    (
        r".{2,20}(?:社|网|台|公司|集团|中心)版权所有.{0,30}"
        r"|appeared in the .{4,40} edition\b.{0,100}|[—–-]?\s?.{3,80} contributed to this (?:article|report|story)\.?"
        r"|write to .{2,60} at \S+@\S+|IS[BS]N\W{0,2}[\dX -]{9,20}|registration (?:number|no\.?)\s?:\s?[\w-]+"
        r"|(?:[A-Z]{2,} ){1,8}(?-i:GONGBAO|RIBAO|WANBAO|ZAZHI|TONGXUN)"
        r"|source\s?:.{2,80}\b(?:compiled|edited|translated|arranged|collated|reprinted) by .{2,40}|welcome\W?"
        r"|(?:statement|disclaimer|copyright notice|special statement)\s?[:：]\s?(?:this|the)"
        r" (?:article|content|site|website|platform|text|views?)\b.{0,200}"
        r"|(?:声明|申明)\s?[:：].{0,30}(?:转载|刊登|刊发|此文|本文|侵权|观点|立场|版权).{0,70}"
    ),
    (
        r"(?:in (?:pics|pictures|photos)|photos?|video|graphics?|infographic|podcast|gallery|live|watch|listen|quiz)s?\s?[:|｜]\s?.{3,100}"
        r"|(?:图集|组图|视频|直播|图解|专题|动图|海报|长图|H5|VLOG|微视频|航拍)\s?[|｜丨:：]\s?.{3,50}"
    ),
    # copying and relying
    (
        r".{0,8}(?:未经|非经)(?:书面|本[网站台刊]|事先|明确){0,3}(?:许可|授权|同意|允许)[,，\s]?.{0,20}(?:转载|复制或|镜像"
        r"|摘编).{0,30}|本?网?站?.{0,10}(?:内容|作品|信息).{0,10}(?:禁止|谢绝|不得)(?:转载|复制).{0,10}|.{0,20}(?:著作权"
        r"|版权)(?:属于|归).{0,20}(?:所有|使用规则|本站|原作者|本网).{0,16}|版权所有.{0,30}"
    ),
    (
        rf".{{0,20}}(?:译文|译本|译稿|英文版|翻译)(?:仅供|只供|系|为|由).{{0,50}}|{_SITE}.{{0,30}}(?:仅供|只供|仅为|不构成"
        r"|并不构成|不承担|不作为|不代表|如有.{0,20}为准|若与.{0,20}为准).{0,60}|.{0,30}(?:资料|信息|条文|内容|文本"
        r"|数据|法规).{0,10}(?:仅供参考|(?:如与|若与|如有(?:不同|出入|差异)).{0,30}(?:为准|核对)).{0,20}|.{0,24}(?:正式)?引用.{0,12}(?:请"
        r"|应)(?:以|与|核对).{0,30}|.{0,20}(?:声明|说明)[:：].{0,8}(?:本文|该文|以上|文中|本站|本网|平台).{0,80}"
        r"|网友评论.{0,30}"
    ),
    (
        r".{0,80}\b(?:accepts?|assumes?) no (?:liability|responsibility)\b.{0,40}"
        r"\b(?:use|accuracy|translation|contents?|site|errors?|reliance)\b.{0,40}"
    ),
    (
        r".{0,100}\b(?:in (?:case|the event) of (?:any )?(?:discrepanc|inconsisten|conflict between the)\w*"
        r"|should there be any (?:discrepancy|inconsistency))\b.{0,140}|.{0,60}\b(?:version|text)s? shall prevail\b.{0,80}"
        r"|.{0,60}\b(?:for (?:reference|general information|information(?:al)?(?: purposes)?) only|not (?:constitute"
        r"|be construed as) .{0,30}advice)\b.{0,90}|(?:this|the above|these?) (?:unofficial )?translations?\b.{0,100}"
        r"|unofficial translations?\b.{0,60}"
    ),
    (
        r".{0,60}\bnot (?:be )?(?:responsible|liable) for .{0,50}\b(?:content|sites?|websites?|links?|accuracy)\b.{0,40}"
        r"|.{0,40}\breproduc(?:tion|ed)\b.{0,50}\b(?:prohibited|permission|forbidden)\b.{0,30}"
        r"|.{0,40}\battorney advertising\b.{0,80}|(?:the )?(?:views|opinions) expressed\b.{0,120}|all content is .{4,80}"
    ),
    # sections of a site below a text
    (
        r"(?:阅览|查阅|借阅|利用)须知|网站声明|服务声明|政务新媒体|政务微信公众号|.{0,4}(?:国务院|各?省(?:直|政府)?"
        r"|各?市(?:州|直|政府)?|各?县区?|各?区县|省市|中央|部门|地方)(?:政府)?(?:各?部门)?网站(?:链接"
        r"|群)?(?:\W+.{0,4}(?:国务院|省|市|县|区|部门|政府).{0,12}网站\W*)*|\W+(?:国务院|省直|市直|区县|县区"
        r"|市县).{0,10}网站\W.{0,40}|政府网站数据开放宣告.{0,20}|政府网站资料开放宣告.{0,20}|隐私权.{0,14}(?:宣告|政策"
        r"|保护|声明).{0,30}|.{0,4}资料开放宣告.{0,30}"
    ),
    (
        r"(?:同类|相似|类似|相关|最新|热门|推荐|其他|其它|关联|往期|精彩)(?:推荐|精彩|问题|文档|信息|资讯|问答|专题|搜索"
        r"|案例|法规|政策|公告|业务领域|专业领域|主题|栏目|服务|办事|附件|连结|链接|视频|产品|话题|回顾)"
        r"|上传者(?:的)?其[他它]文档|(?:最近|最新|近期)(?:浏览|访问|更新|文档|发布)|图片新闻|视频新闻|精选留言"
        r"|大家都在(?:办|看|搜|问)|您?可能(?:还)?想(?:了解|看|问).{0,4}|收录于合集.{0,12}|(?:其他)?(?:类似|相关|相似)问题"
        r"|.{2,24}编印\s+.{2,20}|.{0,20}(?:内部资料|内部刊物).{0,16}|(?:最近|最后|最新)(?:修订"
        r"|更新)(?:日期|时间)\s?[:：].{4,30}|资料来源\s?[:：].{0,16}(?:资料库|数据库|本站|本网"
        r"|法务局|系统).{0,30}|常见问题|事项快速导航|传媒查询"
        r"|.{0,10}(?:网站|平台|系统)(?:建设|技术|运行)?(?:维护|运维"
        r"|故障).{0,10}\d{5}.{0,30}|.{0,30}\d{5}.{0,24}(?:仅受理|只受理|不受理).{0,24}"
    ),
    (
        r"(?:网上信访|市长信箱|领导信箱|书记信箱|信息公开指南|信息公开制度|法定主动公开内容|信息公开年报|依申请公开"
        r"|政务公开|政务服务|互动交流|数据开放|数据发布|办事服务|新闻动态|机构概况|机构职能)(?:\s+(?:网上信访|市长信箱"
        r"|领导信箱|书记信箱|信息公开指南|信息公开制度|法定主动公开内容|信息公开年报|依申请公开|政务公开|政务服务|互动交流"
        r"|数据开放|数据发布|办事服务|新闻动态|机构概况|机构职能)){1,6}|(?:政务服务"
        r"|便民服务)(?:便民)?热线\s?[:：]?\s?[\d-]{5,12}|12345.{0,12}热线"
    ),
    (
        r"(?:additional |with )?reporting by .{3,80}|this (?:article|story|post|piece) (?:was |has been )?(?:first |originally )?"
        r"(?:appeared|published)\b.{4,120}"
        r"|it (?:is|was) republished .{4,100}"
    ),
    (
        r"(?:copied|loading)\W{0,3}|key contacts|explore the topic|related (?:documents?|pages|information)"
        r"|about the authors?|stay connected|hot products|further (?:reading|information)|quick links|useful links|share:"
        r"|post navigation|leave a (?:comment|reply).{0,16}|theme\s?:.{2,40}|rss feed|close window|terms (?:&"
        r"|and) conditions.{0,40}|important notices?.{0,40}|our mailing address.{0,60}|.{0,60}\bis a project of\b.{0,80}"
        r"|hide.{0,6}comments"
    ),
)
_NOTE = re.compile("|".join(f"(?:{form})" for form in _ANYWHERE), re.IGNORECASE)
_EDGE_NOTE = re.compile("|".join(f"(?:{form})" for form in _AT_EDGES), re.IGNORECASE)
_ORNAMENT = re.compile(
    r"[▼▲△▽↓↑←→⬇⬆👇👆★☆●◆◇■▪•·◎※❤♥✦…＊﹀︾✿❀»«_~=*#\s—–-]{1,40}|PART\W{0,2}0\d|NO\.\s?0\d|0[1-9]|[❶-❿➊-➓⓵-⓾]|:{2,4}"
    r"|[\[【]\s?(?:详细|更多|全文|阅读|查看|编辑|more)\s?[\]】]"
)
"""Marks between the parts of a text, and their counters in large type above the headings."""

_COMMANDS = re.compile(r"应当|不得(?!转载|复制|未经|镜像)|必须|\bmust\b|第[一二三四五六七八九十百\d]+条")

MAX_NOTE = 220
"""Characters; the longest note met, that opinions are an author's own, has 170."""

MAX_CHINESE_NOTE = 110


def is_note(said: str, *, at_edge: bool) -> bool:
    """Return whether the whole line has one of the forms; a rule that commands is the text's."""
    if len(said) > (MAX_CHINESE_NOTE if has_han(said) else MAX_NOTE):
        return False
    if _ORNAMENT.fullmatch(said) or _NOTE.fullmatch(said):
        return True
    return at_edge and not _COMMANDS.search(said) and _EDGE_NOTE.fullmatch(said) is not None
