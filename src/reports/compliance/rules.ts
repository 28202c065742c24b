/** What the program promises to those who work with it, and what it will never do. Each with its reason, its source and its proof. */

export interface Rule {
  /** R1 … R15 of the design rules; a word for a function that is forbidden. */
  key: string;
  rule: string;
  reason: string;
  source: keyof typeof sources;
  /** How the program keeps it. */
  kept: string;
  /** The test that fails when it is no longer kept. */
  proof: { file: string; test: string };
}

export const sources = {
  fingertips: '中央网信委《关于防治“指尖上的形式主义”的若干意见》（2023年）',
  apps: '国办函〔2026〕12号《政务移动互联网应用程序规范化管理办法》',
  burden: '中办、国办《整治形式主义为基层减负若干规定》（2024年）',
  oneTable: '重庆永川“一表通”、贵州“一张表”的做法（公开报道）',
  personal: '《中华人民共和国个人信息保护法》第五、十九、四十七、五十一条',
  own: '本系统的设计要求',
} as const;

const here = 'src/reports/compliance/compliance.test.ts';
const statements = 'src/reports/statements/statements.test.ts';

/** R1–R15. */
export const promises: readonly Rule[] = [
  {
    key: 'R1', rule: '一件事只填一次', reason: '同一数据反复填报，是基层最重的负担。', source: 'oneTable',
    kept: '选了联络委、委员、提案，就不再填它已有的内容；报告和总结里的数字由系统从记录取。', proof: { file: here, test: 'no field is asked for again that the form already points to' },
  },
  {
    key: 'R2', rule: '不打卡、不定位、不自拍', reason: '到岗到场以组织者的名单为准，默认到场。', source: 'apps',
    kept: '没有打卡、定位、自拍的功能，也没有能打开它的设置。', proof: { file: here, test: 'no page, field, column or script does what is forbidden' },
  },
  {
    key: 'R3', rule: '不按登录、在线时长、点赞、上传排名', reason: '排名逼着人刷数据。', source: 'fingertips',
    kept: '没有委员排行榜，也不记在线时长；统计只按县和联络委汇总。', proof: { file: here, test: 'no figure counts what people do in the program' },
  },
  {
    key: 'R4', rule: '照片可以不传，位置信息一律去掉', reason: '不能为留痕而拍照。', source: 'apps',
    kept: '附件处处选填，缺照片不影响任何一步；照片重新编码，位置和设备信息都不留。', proof: { file: 'src/platform/files/attachments.test.ts', test: 'a photo is upright, bounded, and tells nothing of its place, its device or what was hung on to it' },
  },
  {
    key: 'R5', rule: '不装软件，委员不设密码', reason: '手机里的应用已经太多。', source: 'apps',
    kept: '链接或扫码就能用；委员凭一次性激活单登录，保持三十天。', proof: { file: 'src/platform/identity/slips.test.ts', test: 'a slip brings a member in, once; the journal says who made it and that it was used' },
  },
  {
    key: 'R6', rule: '不催不扰：每天至多一条汇总', reason: '工作群里的“收到请回复”是新的负担。', source: 'fingertips',
    kept: '系统不发短信、不推送、不群发；催办在登录后的页面列出，快到期一次、过期一次，每个工作日至多一条汇总，节假日和夜里不提醒，也没有能改多的设置。', proof: { file: 'src/reports/reminders/reminders.test.ts', test: 'nothing is said at night, at dawn, on a holiday, or a second time on the day' },
  },
  {
    key: 'R7', rule: '没有就是没有，零报告一点即可', reason: '不能为了完成次数编材料。', source: 'burden',
    kept: '没有民情的月份，主任点一下就签好零报告，方案允许的由系统代签；月报自动写成零报告；每月几次由方案规定，改之前能看到谁会因此过期。', proof: { file: statements, test: 'of a month without anything is a zero report that can be signed at once' },
  },
  {
    key: 'R8', rule: '按上级要的表出数', reason: '换一张表再填一遍，最费时间。', source: 'oneTable',
    kept: '上级发来的空表存进“上级表样”，系统认出表头、对上数字，点一下就填好；台账按纸质台账的栏目导出，任何列表都能带着筛选导出。', proof: { file: 'src/reports/superior-sheets/superior-sheets.test.ts', test: 'a blank sheet is understood by its header and comes back filled, each number that of the records' },
  },
  {
    key: 'R9', rule: '每个数字都能点开它数的那些记录', reason: '数字要经得起查。', source: 'own',
    kept: '数字和清单是同一个条件；文书都附数据的定义、数值和截至时刻。', proof: { file: 'src/reports/reports.test.ts', test: 'the list that a figure opens is as long as the figure, also after more was entered' },
  },
  {
    key: 'R10', rule: '纸上办的一样算数', reason: '有人习惯用纸，系统不能把他挡在外面。', source: 'own',
    kept: '每一步都可以先在纸上签，由工作人员代录并附扫描件，日志写明代谁办理。', proof: { file: 'test/journeys/papers_and_photos_are_attached.test.ts', test: 'it works without script' },
  },
  {
    key: 'R11', rule: '每一页都能提意见，意见有回音', reason: '用的人最知道哪里不好用。', source: 'apps',
    kept: '每页都有“提意见”，不登录也能提，由县政协办公室在系统里答复。', proof: { file: 'test/journeys/a_resident_is_answered.test.ts', test: 'what a visitor thinks of the program reaches the office without an account' },
  },
  {
    key: 'R12', rule: '期限按工作日算，说明为什么', reason: '节假日不该算进期限。', source: 'own',
    kept: '按国务院办公厅每年的放假调休安排计算，页面写明依据的条款。', proof: { file: 'src/platform/working-days.test.ts', test: 'are those of the calendar on the wall, from any day to any other' },
  },
  {
    key: 'R13', rule: '不统计个人使用情况', reason: '谁什么时候在线与工作好坏无关。', source: 'apps',
    kept: '登录、退出、浏览都不入日志，查不出某个人用了多久。', proof: { file: here, test: 'no figure counts what people do in the program' },
  },
  {
    key: 'R14', rule: '功能清单逐条对照，公开可查', reason: '备案时要写明有没有打卡等功能。', source: 'apps',
    kept: '就是这一页；每条都有一项自动检验，做不到时系统就不能发布。', proof: { file: here, test: 'every rule has its reason and a proof that is there' },
  },
  {
    key: 'R15', rule: '每一栏都要有用', reason: '没有用处的栏目就是负担。', source: 'oneTable',
    kept: '“填报负担”页逐表列出栏数、次数和估算用时，别处已有的、一年没有人填的栏目都点名。', proof: { file: 'src/reports/compliance/unused.test.ts', test: 'a field that was left out of every form of a year is named, until somebody fills it in' },
  },
];

const forbidden = (key: string, rule: string, reason: string, kept: string, source: Rule['source'] = 'fingertips'): Rule =>
  ({ key, rule, reason, kept, source, proof: { file: here, test: 'no page, field, column or script does what is forbidden' } });

/** What is not there and cannot be switched on. */
export const forbiddenFunctions: readonly Rule[] = [
  forbidden('check_in', '打卡、签到、签退', '人到没到，组织者知道。', '活动由组织者登记参加人数。'),
  forbidden('location', '定位、轨迹', '不需要知道人在哪里。', '页面不向手机要位置；照片里的位置信息去掉。', 'apps'),
  forbidden('selfie', '自拍、人脸识别', '不能拿照片证明人到了。', '不调用摄像头，只能选已有的文件；麦克风只在群众自己点“开始录音”时用。', 'apps'),
  forbidden('photo_quota', '照片、材料的数量要求', '为凑数拍照写材料。', '没有一步要求照片或附件；数量没有下限。'),
  forbidden('online_time', '在线时长、登录次数', '在线不等于干事。', '不记录，无从统计。'),
  forbidden('ranking', '公开排名、积分排行', '排名逼人刷数据。', '没有排行页面；数字只按联络委汇总，不对人排序。'),
  forbidden('likes', '点赞、转发、评论的数量', '与履职无关。', '没有这类功能。'),
  forbidden('read_receipts', '已读未读通报、限时回复', '变成“收到”竞赛。', '不显示谁看过没看过。'),
  forbidden('forced_install', '强制安装、推广指标', '装机率不是工作成绩。', '只有网页，不用安装。'),
  forbidden('needless_shots', '要求截图、录屏、录像', '留痕主义。', '没有一步要求截图；录像不能作附件。'),
  {
    key: 'names', rule: '借本县叫法把上面这些功能换个名字', reason: '换名字也不行。', source: 'fingertips',
    kept: '凡是县里自定的叫法，带打卡、排名一类字样的，保存时拒绝并说明理由。', proof: { file: here, test: 'a setting that would break a rule is refused with its reason, and a proper one is not' },
  },
];

const shield = 'src/duties/opinions/shield';

/** What is done so that nobody need fear to tell something, and what stays where it cannot be mended. */
export const shieldRules: readonly Rule[] = [
  {
    key: 'reporter', rule: '谁反映的，只有要回访的人打得开', reason: '怕被知道的人不敢说话。', source: 'personal',
    kept: '姓名和电话平时只显示一部分，打开要选用途并记录；党政领导一个字也看不到；被反映的单位和本人连这一条都找不到。', proof: { file: `${shield}/officials.test.ts`, test: 'never reads a name or a number, not even a part of one, in any page, JSON, search or download, over random entries' },
  },
  {
    key: 'sheets', rule: '导入的表格里，正文的电话、身份证号不给人看', reason: '旧台账常把这些写在正文里。', source: 'personal',
    kept: '导入时从正文取下，原文和反映人一起打开。', proof: { file: `${shield}/sheet-words.test.ts`, test: 'comes in without numbers and without who told it; who calls back opens it whole' },
  },
  {
    key: 'erased', rule: '到期清除，清除了就没有了', reason: '用不着了还留着，只会泄露。', source: 'personal',
    kept: '民情的反映人、调解案卷的当事人，办结满规定的月数后清除：每一个旧版本、正文、附件都清，事情和数字留下。', proof: { file: `${shield}/parties.test.ts`, test: 'erased is erased: no table, no version, no file and no line of the journal holds it, and everything else stands' },
  },
  {
    key: 'old_lines', rule: '操作日志里的旧行', reason: '日志只能增加，不能修改，错了也留着。', source: 'own',
    kept: '日志不记反映人和当事人的姓名、电话。2026年11月以前导入的民情，日志里可能留有当时表格正文写着的电话、身份证号和别人的姓名。日志只有县政协办公室、审计监督和系统维护能看，被反映的单位和本人看不到有关他们的行。', proof: { file: `${shield}/officials.test.ts`, test: 'finds neither the entry nor its referral nor a line of theirs, in whatever role; whoever else holds it does' },
  },
];

/** What everybody may read is what was agreed to and looked through, and no more. */
export const publicRules: readonly Rule[] = [
  {
    key: 'published', rule: '公开的提案和答复，经提案人同意、单位保密审查、县政协审核，不带出电话和证件号', reason: '公开了就收不回来。', source: 'personal',
    kept: '默认什么都不公开；拟稿的人和替单位审查的人不能公开自己经手的稿子；撤下或者提案人收回同意，公开页、搜索、订阅和数据里马上没有。', proof: { file: 'src/duties/proposals/publishing/public.test.ts', test: 'over random proposals: nothing without consent, no number of anybody, and nothing of what was withdrawn is in any public answer' },
  },
];

/** What is there for those who want it, and how far it goes. */
export const chosenRules: readonly Rule[] = [
  {
    key: 'mail', rule: '汇总要不要也发邮件，各人自己定', reason: '愿意收信的人不用天天来看；不愿意的不打扰。', source: 'personal',
    kept: '本县开通了邮件、本人填了邮箱并核对过的，每个工作日至多一封；信里只写种类、件数和日子，不跟踪谁看了；点一下就不再收，地址随即删除。', proof: { file: 'src/reports/notices/notices.test.ts', test: 'one letter for the day, with kinds, numbers and days and nobody’s name; not twice, and nothing when there is nothing' },
  },
  {
    key: 'writing_help', rule: '辅助写作只提出，不改动、不决定', reason: '文章是写的人的，决定是有职责的人的。', source: 'own',
    kept: '每一处由写的人点“采用”或“不用”；默认只按规则查，县里自己部署的模型由县政协办公室启用，送去的文字隐去姓名、电话、证件号，涉及要保护的反映人的不送；日志不记文字。', proof: { file: 'src/platform/writing-help/writing-help.test.ts', test: 'a text that gives orders, and a model that obeys, bring lines to be looked at and nothing else' },
  },
];

export const allRules: readonly Rule[] = [...promises, ...forbiddenFunctions, ...shieldRules, ...publicRules, ...chosenRules];
