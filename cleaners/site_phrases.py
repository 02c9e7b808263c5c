"""Phrases of a site's buttons and menus: in goes a line, out comes whether it is made of nothing but words that sites put on them.

A label may be new, its words are not: 点击展开全文, 查看本条释义, 隐藏目录, show Chinese, Back to contents. A line that has one of a
button's own words is a button; words that texts have too (附件, 评价, full text) stand beside those.
"""

from __future__ import annotations

import re

from corpus.scripts import has_han

_BUTTONS = frozenset(
    (
        "打印 列印 收藏 点赞 在看 扫码 扫一扫 登录 登入 登出 注册账号 立即注册 免费注册 二维码 公众号 视频号 朋友圈 抖音"
        " 头条号 快手 客户端 手机版 电脑版"
        " 触屏版 移动版 移动端 无障碍 无障碍浏览 无障碍阅读 关怀版 长者版 长者助手 长者模式 适老版 适老化 老年版 字号"
        " 字体 字级 字型 字型大小 视力保护色 保护视力色"
        " 首页 主页 返回 回首页 回上页 回上一页 回列表 回到 顶部 顶端 页首 页顶 上一页 下一页 上一篇 下一篇 上一条 下一条"
        " 上一则 下一则 上一版 下一版 版面导航 标题导航 返回版面 上一主题 下一主题 末页 尾页"
        " 点击 点选 点此 按此 请点 查看 展开 收起 收合 隐藏 加载 刷新 更多 听全文 收听 朗读 语音播报 语音播放 播报 下载"
        " 导出 汇出 复制链接 复制 预览 全屏 放大 缩小"
        " 纠错 找错 报错 跟帖 跟贴 回帖 发帖 发新帖 楼主 沙发 板凳 该作者 倒序 正序 倒序浏览 阅读模式 电梯直达 淘帖"
        " 使用道具 看大图 换一张 换一批 购物车 vip 积分 金币"
        " 充值 续费 开通会员 加入会员 会员专享 立即 一键 我要 我来 我也 猜你 猜您 猜您想看 智能问答 智能客服 在线客服"
        " 人工客服 机器人 弹幕 倍速 清晰度 轻触 轻点 上滑 下滑 左滑"
        " 右滑 左右滑动 上下滑动 向左滑动 向右滑动 向上滑动 向下滑动 长按 戳 星标 设为 加入收藏 订阅 搜索 搜寻 检索"
        " 搜全站 搜本站 请输入 热搜 转寄 转寄友人 友善 网站导览"
        " 网站地图 网站导航 站点地图 网页指南 跳到 跳至 跳转 回页顶 回顶端 写留言 继续阅读 继续滑动 相关搜索 楼层 只看"
        " 友情链接 已读 未读 置顶 回到首页 切换 网友 满意度评价 提交评价 看不清 仅看 复制链接 电子报订阅 粉丝专页"
        " 加入line 全程网办 跑0次 最多跑一次 最多跑1次 零跑腿 零跑动 一次不用跑 掌上办 马上办 网上办 就近办 预约取号 我要评价 办事评价"
        " 互动平台 转人工 人工座席 好差评 在线预约 立即预约 收藏事项 事项收藏 办事咨询"
    ).split()
)
"""Words of buttons alone, in simplified characters; 列印, 回首頁 and the like are those of Hong Kong and Taiwan."""

_BESIDE_BUTTONS = frozenset(
    (
        "编辑 播报 锁定 历史版本 文字实录 图片集锦 相关报道 背景材料 图文直播 视频直播 实录"
        " 本 此 该 这 的 到 至 在 用 为 了 和 与 及 或 您 你 我 请 可 可以 去 给 把 想 想看 想问 喜欢 一下 一个 所有 全部"
        " 其他 剩余 部分 以下 上方 下方 左侧 右侧 这里 此处 即可 后 后可 免费"
        " 本页 此页 页 页面 网页 本文 文章 全文 原文 正文 内容 文件 附件 附档 档案 文档 文字 图片 图 大图 视频 音频 链接"
        " 连结 详情 详细 信息 资讯 消息 列表 目录 窗口 视窗 选单 菜单 政策 条文 本条 法条 法规"
        " 释义 案例 解读 历史 沿革 评论 评分 留言 回复 意见 建议 投诉 反馈 提问 咨询 答案 回答 中文 英文 英文版 中文版"
        " 双语 对照 译文 译本 原文档 pdf版 word版 文字版 图片版 大小 大 中 小 特大 超大 默认 繁体 简体 繁 简 正体"
        " english eng en pdf word doc docx excel txt app qq ai rss ipv6 微信 微博 新浪微博 腾讯微博 微信好友 qq空间 空间"
        " 好友 朋友 脸书 facebook twitter line plurk 邮件 邮箱 电子报 手机 手机端 电脑 小程序 手机看 网站 全站 本站 站内"
        " 高级 进阶"
        " 关键词 关键字 搜索关键词 用户 会员 账号 密码 验证码 注册 退出 个人 中心 个人中心 用户中心 帮助 联系 我们 关于"
        " 关于我们 联系我们 关注 分享 转发 转载 举报 赞 踩 喜欢 有用 没用 支持 反对 点评 评价 满意 满意度 提交 取消 确定"
        " 确认 同意 允许 拒绝 知道了"
        " 关闭 打开 显示 阅读 浏览 播放 观看 看 听 收听 语音 保存 上传 分类 查询 办理 申请 申报 预约 报名 购买 试用 在线"
        " 在线办理 办事指南 办件 进度 进度查询 常见问题 常见问答 匹配 符合 吗 类似 相似 相关 热门 最新 推荐 精彩"
        " 往期 下一个 上一个 动态 通知 公告 作品 小说 全部评论"
        " 机构概况 机构职能 机构设置 政务公开 信息公开 政府信息公开 政务服务 互动交流 办事服务 新闻动态 新闻中心 新闻公报 通知公告 政策法规"
        " 政策文件 公众参与 数据开放 专题专栏"
        " 领导之窗 电邮"
        " 办事大厅 网上办事 便民服务 交通出行 教育培训 使用帮助 白天模式 字体颜色 背景颜色"
        " 标签 关键 热词 网址 地址 模式 夜间模式 主题 帖子 板块 文库 资料 资源 专题 栏目 频道 快速 高级模式 意见箱"
        " 意见信箱 双语词汇 常用 工具 设置 选项 语言 地区 区县 城市 主要 主要内容 区块 主要内容区块 重要告示 私隐政策"
        " 隐私政策 隐私 协议 用户协议 服务协议 版权 侵权 投诉 认证 政府 政府网站 我 仅 a aa aaa more line 臉書 放弃 继续"
        " 发布 表情 写 知道 条号 编章节 所有条文 立法历程 立法理由 判解 附属法规 英文对照 专享 引用 追问 采纳 图文解读"
        " 视频解读 文字解读 专家解读 媒体解读 免申即享 政策匹配"
    ).split()
)
"""Words that stand on buttons beside those, and in texts without them."""

_ALONE = frozenset(
    (
        "收起 展开 收合 听全文 朗读全文 全文朗读 展开更多 收起全部 展开全部 返回目录 返回顶部 显示目录 隐藏目录 收起目录"
        " 展开目录 手机阅读 用手机看 手机看 手机查看 扫码分享 扫码阅读 好差评 一键申报 我要办理 立即办理 立即申报"
        " 在线申报 在线申请 在线办理"
        " 办件进度查询 看看我符合吗 查看更多 阅读更多 更多内容 中英对照 双语对照 英文对照 英文版本 收藏本条 条文释义"
        " 法条释义 相关判解 历史法条 楼主 沙发 点击收听 语音播放 二维码 字号 视力保护色 保护视力色 法规功能按钮区"
        " 连结旧法规内容 原文档下载 全文下载 分享让更多人看到 电子报订阅 订阅电子报"
        " 新闻链接 相关视频 资料图 资料图片 继续阅读 文中插图 点击进入 操作成功 复制链接 电梯直达 写留言 免费在线阅读"
        " 长按识别二维码 转发扩散 目录隐藏 档案下载 附档下载 文件下载"
    ).split()
)
"""Whole labels that stand amid a text, without its being about them."""

_LONGEST = max(map(len, _BUTTONS | _BESIDE_BUTTONS))

_VERBS = (
    r"show|hide|view|read|see|expand|collapse|open|close|toggle|download|print|copy|save|share|e-?mail|skip to|jump to"
    r"|jump|back to|go to|return to|add to|log ?in to|sign ?in to"
    r"|subscribe to|sign up to|report|switch|choose|change|get|listen to|watch|rate|tweet|post|search|buy|purchase"
    r"|follow|click to|tap to|scan to|register to|cite|export|translate|browse|explore"
)
_OBJECTS = (
    r"the|this|all|your|to|an?|on|as|in|for|of|with|full|original|complete|english|chinese|version|text|translation"
    r"|article|story|page|post|document|documents|file|pdf|word|link|url|contents?|table|top"
    r"|bottom|main|navigation|section|menu|list|results?|more|less|again|details?|history|annotations?|notes?"
    r"|comments?|repl(?:y|ies)|answers?|language|font|size|image|images|enlarge|expand|view"
    r"|read|later|favou?rites|reading|bookmarks?|error|problem|issue|index|home|homepage|archive|site|newsletter|email"
    r"|updates|facebook|twitter|x|linkedin|wechat|weibo|whatsapp|audio|podcast|account|us|here|now|subscribers|members"
    r"|only|pages?|topic"
)
_BUTTON = re.compile(rf"(?:{_VERBS})(?: (?:{_OBJECTS})){{1,7}}")
_PAIRED = re.compile(r"(?:(?:share|tweet|pin|post|follow(?: us)?|find us) (?:on|to|via) \w+\s?)+")

_NO_WORD = re.compile(r"[^\w\s]+|_+")
_COUNT = re.compile(r"[(（\[【]\s?\d[\d,.]*\s?(?:[+万个条篇件页人次]|[KM]B)?\s?[)）\]】]|(?<=\D)\d[\d,.]*[%+万k]?(?=\s|$)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_ENDS = re.compile(r"[。；;.]\W*$|\.[a-z]{2,4}$")

MAX_PHRASE = 40
"""Characters of such a line; the longest button met has 24."""

MIN_TABS = 3
"""Parts, set apart, of a row of tabs that has no button's word (文字实录 图片集锦 背景材料)."""

MIN_WORDS = 2
"""Words of a line amid a text; 下载, 返回 and 搜索 alone may be an item of it."""


def is_button(said: str, *, at_edge: bool) -> bool:
    """Return whether a line, in simplified characters, is made of a site's words; ``at_edge`` as in ``site_labels``."""
    if len(said) > MAX_PHRASE or _ENDS.search(said):
        return False
    words = _SPACES.sub(" ", _NO_WORD.sub(" ", _COUNT.sub("", said))).strip().lower()
    if not has_han(words):
        return _BUTTON.fullmatch(words) is not None or _PAIRED.fullmatch(words) is not None
    squeezed = words.replace(" ", "")
    if squeezed in _ALONE:
        return True
    buttons, others = _words_of(squeezed)
    apart = [part for part in words.split(" ") if len(part) >= MIN_WORDS]
    if not buttons and len(apart) >= (MIN_WORDS if at_edge else MIN_TABS):
        return others >= len(apart)
    return buttons > 0 and (at_edge or buttons + others >= MIN_WORDS)


def _words_of(squeezed: str) -> tuple[int, int]:
    """Return how many of a line's words are buttons' own and how many others, none where it has another word.

    Of several ways to part it into words the one with most of the first is taken.
    """
    best: list[tuple[int, int] | None] = [(0, 0), *[None] * len(squeezed)]
    for start in range(len(squeezed)):
        here = best[start]
        if here is None:
            continue
        for end in range(start + 1, min(start + _LONGEST, len(squeezed)) + 1):
            word = squeezed[start:end]
            if word in _BUTTONS or word in _BESIDE_BUTTONS:
                there = (here[0] + (word in _BUTTONS), here[1] + (word in _BESIDE_BUTTONS and word not in _BUTTONS))
                old = best[end]
                # more words of buttons, then fewer words
                if old is None or (there[0], -there[1]) > (old[0], -old[1]):
                    best[end] = there
    return best[-1] or (0, 0)
