import { usualChoices, usualPolicy } from '#platform/identity/account-policy.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { forbiddenInWords, type Forbidding } from '#plans/forbidding.ts';

/** A dated value that a plan sets, instead of a number in the code. */
type Declared =
  | { label: string; unit: string; type: 'number'; min: number; max: number; default: number; clause: string | null }
  | { label: string; unit: ''; type: 'choice'; options: Readonly<Record<string, string>>; default: string; clause: string | null }
  | { label: string; unit: ''; type: 'text'; max: number; default: string; clause: string | null };

/** Which post of a committee goes with an office of the Party committee. */
const boundPosts = { director: '联络委主任', deputy_director: '联络委副主任', none: '不兼任' } as const;

// Bounds are those of the calendar and of a readable page, never of what we think fit: what a county asks of its committees is its own
// decision, and 填报负担 shows what it costs them.

/** No month has a later day. */
const DAYS_OF_A_MONTH = 31;
const MONTHS_OF_A_YEAR = 12;
/** What is counted from a span or a year would fall into the next one. */
const DAYS_OF_A_YEAR = 366;
/** 52 weeks of five days and two days more: the same, in working days and without a holiday. */
const WORKING_DAYS_OF_A_YEAR = 262;
/** Four digits, as far as a column of a list is wide. */
const COUNT = 9_999;
/** No report prints more, and a county has too few proposals for them to mean anything. */
const DECIMALS = 2;
const SECONDS_OF_A_DAY = 86_400;
/** Of a hundred. */
const WHOLE = 100;

/**
 * Every local number and word of the program. The default holds until a county sets its own; each change is a new value from a day on.
 * `clause` names the plan's clause that sets it (`clauses.ts`), null when no plan does.
 */
export const parameters = {
  'label.deputy_secretary': { label: '兼任主任的党内职务的本县名称', unit: '', type: 'text', max: 20, default: '党（工）委副书记', clause: 'setting_up.leaders' },
  'binding.deputy_secretary': { label: '党（工）委副书记兼任的联络委职务', unit: '', type: 'choice', default: 'director', clause: 'setting_up.leaders', options: boundPosts },
  'label.commissioner': { label: '兼任副主任的党内职务的本县名称', unit: '', type: 'text', max: 20, default: '组宣统委员', clause: 'setting_up.leaders' },
  'binding.commissioner': { label: '组宣统委员兼任的联络委职务', unit: '', type: 'choice', default: 'deputy_director', clause: 'setting_up.leaders', options: boundPosts },
  'committee.forms': { label: '机构形式的本县叫法（用顿号分开）', unit: '', type: 'text', max: 200, default: '联络委、工委、联络组、联络站、联络处', clause: 'setting_up.3' },
  'committee.modes': { label: '设置方式的本县叫法（用顿号分开）', unit: '', type: 'text', max: 200, default: '独立设置、挂牌、召集人', clause: 'setting_up.3' },
  'roster.rank': {
    label: '名册里有固定排位的委员', unit: '', type: 'choice', default: 'first', clause: 'setting_up.members',
    options: { first: '按排位在最前', ignored: '不看排位，一律按姓氏笔画' },
  },
  'roster.given_name': {
    label: '名册里姓氏笔画的比法', unit: '', type: 'choice', default: 'short_first', clause: 'setting_up.members',
    options: { short_first: '同一首字的，单名在前，再比第二字', by_strokes: '同一首字的，不分单名双名，都比第二字' },
  },
  'monthly.day': { label: '上月民情最迟报送日（每月）', unit: '日', type: 'number', min: 1, max: DAYS_OF_A_MONTH, default: 25, clause: 'duty.monthly' },
  'monthly.required': { label: '每月应反映民情', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.monthly' },
  'monthly.zero_report': {
    label: '主任签的零报告', unit: '', type: 'choice', default: 'counts', clause: 'duty.monthly',
    options: { counts: '算当月已反映', not: '不算，仍列为没有反映' },
  },
  'monthly.zero_close': {
    label: '到报送日还没有民情的月份', unit: '', type: 'choice', default: 'director', clause: 'duty.monthly',
    options: { director: '等主任签零报告', system: '由系统签零报告，主任可以改说明、可以撤回' },
  },
  // 人民调解工作若干规定 art. 33 (settled within a month as a rule), 人民调解法 art. 33 (confirmation within 30 days of the agreement).
  'disputes.causes': { label: '矛盾纠纷的分类（用顿号分开）', unit: '', type: 'text', max: 200, default: '邻里纠纷、婚姻家庭纠纷、土地山林纠纷、宅基地和房屋纠纷、水利纠纷、劳动工资纠纷、损害赔偿纠纷、合同债务纠纷、征地拆迁纠纷、其他纠纷', clause: 'duty.monthly' },
  'disputes.days': { label: '矛盾纠纷调解期限，从受理起', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.monthly' },
  'disputes.callback_days': { label: '调解协议回访，在达成或履行期满后', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.monthly' },
  'disputes.confirm_days': { label: '申请司法确认，在达成协议后', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: null },
  'obligation.late_days': { label: '应办事项过期后宽限', unit: '天', type: 'number', min: 0, max: DAYS_OF_A_YEAR, default: 0, clause: 'duty.report' },
  'quarterly.required': { label: '每季度应开展调研视察', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.quarterly' },
  'half_yearly.required': { label: '每半年应开展协商', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.half_yearly' },
  // 协商的发言、表决、成果和报备: domain rules 5.2 (filed with the higher body, S133), forms deliberation_minutes, deliberation_result.
  'floor.gist_most': { label: '一条协商发言要点最多', unit: '字', type: 'number', min: 20, max: 2_000, default: 500, clause: 'duty.half_yearly' },
  'floor.voice_seconds': { label: '一段协商发言录音最长', unit: '秒', type: 'number', min: 10, max: 600, default: 120, clause: 'duty.half_yearly' },
  'floor.quorum': { label: '协商表决，到会的不少于应到的', unit: '%', type: 'number', min: 0, max: WHOLE, default: 50, clause: 'duty.half_yearly' },
  'floor.majority': {
    label: '协商表决，怎样算多数赞成', unit: '', type: 'choice', default: 'half_of_present', clause: 'duty.half_yearly',
    options: { half_of_present: '赞成超过到会的一半', two_thirds_of_present: '赞成达到到会的三分之二', half_of_asked: '赞成超过应到的一半' },
  },
  'results.file_days': { label: '协商成果报县政协备案，在协商召开后', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.half_yearly' },
  'results.follow_days': { label: '协商成果回头看，在报送或上次回头看后', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 90, clause: 'duty.half_yearly' },
  'deeds.required': { label: '每名委员每年应办民生实事', unit: '件', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.deed' },
  'filing_rate.convention': {
    label: '提案立案率的口径', unit: '', type: 'choice', default: 'filed_only', clause: 'duty.yearly',
    options: { filed_only: '并案不计入立案', with_merged: '并案计入立案' },
  },
  // 提案的审查和交办: domain rules 2.1 (categories, S30–S50), 2.2 (rounds and who reviews, S41, S52), 2.3 (objection, S59–S68), 2.4 (limits, S61–S66, S79–S81).
  'review.rounds': { label: '提案审查各轮的名称（用顿号分开，最多三轮）', unit: '', type: 'text', max: 60, default: '初审、复审、终审', clause: 'duty.yearly' },
  'review.committee': { label: '参加提案审查的专委会', unit: '', type: 'text', max: 50, default: '提案委员会', clause: 'duty.yearly' },
  'review.categories': { label: '提案的分类（用顿号分开）', unit: '', type: 'text', max: 200, default: '经济发展、农业农村、城乡建设、交通、教育、科技文化、医疗卫生、社会保障、生态环境、民族宗教、社会治理、其他', clause: 'duty.yearly' },
  'review.told_days': { label: '审查结果在提案人的待办里提示', unit: '天', type: 'number', min: 0, max: DAYS_OF_A_YEAR, default: 15, clause: null },
  'assigning.session_rule': {
    label: '大会提案的答复期限', unit: '', type: 'choice', default: 'months', clause: 'duty.yearly',
    options: { months: '从交办起若干个月', fixed: '固定在某月某日' },
  },
  'assigning.session_months': { label: '大会提案的答复期限，从交办起', unit: '个月', type: 'number', min: 1, max: MONTHS_OF_A_YEAR, default: 3, clause: 'duty.yearly' },
  'assigning.fixed_month': { label: '大会提案固定答复日在', unit: '月', type: 'number', min: 1, max: MONTHS_OF_A_YEAR, default: 7, clause: 'duty.yearly' },
  'assigning.fixed_day': { label: '大会提案固定答复日是当月', unit: '日', type: 'number', min: 1, max: DAYS_OF_A_MONTH, default: 31, clause: 'duty.yearly' },
  'assigning.ordinary_months': { label: '平时提案的答复期限，从交办起', unit: '个月', type: 'number', min: 1, max: MONTHS_OF_A_YEAR, default: 3, clause: 'duty.yearly' },
  'assigning.assisting_days': { label: '会办意见送主办单位，从交办起', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.yearly' },
  'assigning.object_days': { label: '承办单位提出异议，在交办后', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 10, clause: 'duty.yearly' },
  'assigning.most_extensions': { label: '一件提案最多延期', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.yearly' },
  'assigning.longest_months': { label: '提案连同延期最长办理，从交办起', unit: '个月', type: 'number', min: 1, max: COUNT, default: 6, clause: 'duty.yearly' },
  // 提案的征集、撰写和联名: domain rules 2.1 (who may propose when, S36–S41; seal and signature, S40; lengths, S43, S45; 5 December, S47; signing by a day, S43).
  'proposals.kinds': { label: '可以提提案的有（用顿号分开）', unit: '', type: 'text', max: 200, default: '委员、委员联名、党派、人民团体、专门委员会、界别、委员小组', clause: 'duty.yearly' },
  'proposals.session_kinds': { label: '其中只在全体会议期间提的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '界别、委员小组', clause: 'duty.yearly' },
  'proposals.sealed_kinds': { label: '其中要有盖章或签名的纸质件才收的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '无', clause: 'duty.yearly' },
  'proposals.next_session_day': { label: '计入下一年度会议的提案，12月几日以后提交', unit: '日', type: 'number', min: 1, max: DAYS_OF_A_MONTH, default: 5, clause: 'duty.yearly' },
  'proposals.title_most': { label: '提案案由不超过', unit: '字', type: 'number', min: 5, max: 200, default: 50, clause: 'duty.yearly' },
  'proposals.body_recommended': { label: '提案正文建议不超过', unit: '字', type: 'number', min: 100, max: COUNT, default: 1_500, clause: 'duty.yearly' },
  'proposals.body_most': { label: '提案正文最多', unit: '字', type: 'number', min: 100, max: COUNT, default: 2_500, clause: 'duty.yearly' },
  'proposals.cosign_days': { label: '联名签名的期限，从邀请起', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 7, clause: 'duty.yearly' },
  // 提案的沟通和答复: domain rules 2.4 (first contact, S82), 2.5 (at least two talks, S85; draft to the proposer first, S68; the checking office, S43, S88; letters, S50–S89).
  'contacts.required': { label: '办理一件提案与提案人沟通不少于', unit: '次', type: 'number', min: 0, max: COUNT, default: 2, clause: 'duty.yearly' },
  'contacts.first_days': { label: '第一次与提案人沟通，在交办后', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.yearly' },
  'contacts.before_reply': {
    label: '沟通次数不够的提案', unit: '', type: 'choice', default: 'told', clause: 'duty.yearly',
    options: { told: '只提示，可以答复', refused: '不能答复，先补沟通' },
  },
  'answers.draft': {
    label: '答复签发之前', unit: '', type: 'choice', default: 'shown', clause: 'duty.yearly',
    options: { shown: '先把稿子送第一提案人看', free: '送不送提案人看，由承办单位定' },
  },
  'answers.draft_days': { label: '第一提案人对答复稿表态，过期可以签发，在送稿后', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'duty.yearly' },
  'answers.way': {
    label: '承办单位在系统里答复', unit: '', type: 'choice', default: 'both', clause: 'duty.yearly',
    options: { both: '拟答复函，或者直接登记纸上的答复', letters: '都要拟答复函' },
  },
  'answers.check': {
    label: '答复发出之前', unit: '', type: 'choice', default: 'checked', clause: 'duty.yearly',
    options: { checked: '由督查单位或县政协办公室审核', free: '不用审核' },
  },
  'answers.supervisor_party': { label: '审核党委系统答复的单位（没有写“无”，由县政协办公室审核）', unit: '', type: 'text', max: 60, default: '无', clause: 'duty.yearly' },
  'answers.supervisor_government': { label: '审核政府系统答复的单位（没有写“无”，由县政协办公室审核）', unit: '', type: 'text', max: 60, default: '无', clause: 'duty.yearly' },
  'answers.letters': {
    label: '答复函的类别字母（一个字母、等号、办理结果，用分号分开）', unit: '', type: 'text', max: 200, clause: 'duty.yearly',
    default: 'A=已解决或基本解决、部分解决；B=正在解决、列入计划解决；C=因条件限制暂缓、留作参考、不可行',
  },
  'answers.copies': { label: '答复函抄送（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '县政协提案委员会、县政府督查室', clause: null },
  'label.consultation': { label: '协商活动的本县名称', unit: '', type: 'text', max: 20, default: '协商活动', clause: 'duty.half_yearly' },
  // 协商的筹备: domain rules 5.2 (notice 15, material 10, minutes 7 working days of formal ones, S135; small ones far lighter; asked for at the Party committee, S129), 1.4 (六个有, S29); peers E1, E9 (a quality rule beside the quota).
  'consultations.plans': { label: '联络委每年应有经批复的协商计划', unit: '份', type: 'number', min: 0, max: COUNT, default: 0, clause: 'duty.half_yearly' },
  'consultations.plan_days': { label: '年度协商计划最迟在新年开始后', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 60, clause: 'duty.half_yearly' },
  'consultations.kinds': { label: '三类协商的本县叫法：专题的、界别的、基层的（用顿号分开）', unit: '', type: 'text', max: 60, default: '专题协商、界别协商、基层小微协商', clause: 'duty.half_yearly' },
  'consultations.notice_topical': { label: '专题的协商，通知在会前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.half_yearly' },
  'consultations.notice_sector': { label: '界别的协商，通知在会前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 10, clause: 'duty.half_yearly' },
  'consultations.notice_grassroots': { label: '基层的协商，通知在会前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 3, clause: 'duty.half_yearly' },
  'consultations.materials_topical': { label: '专题的协商，材料送达在会前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 10, clause: 'duty.half_yearly' },
  'consultations.materials_sector': { label: '界别的协商，材料送达在会前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'duty.half_yearly' },
  'consultations.materials_grassroots': { label: '基层的协商，材料送达在会前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 1, clause: 'duty.half_yearly' },
  'consultations.minutes_topical': { label: '专题的协商，纪要在会后', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 7, clause: 'duty.half_yearly' },
  'consultations.minutes_sector': { label: '界别的协商，纪要在会后', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 7, clause: 'duty.half_yearly' },
  'consultations.minutes_grassroots': { label: '基层的协商，纪要在会后', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'duty.half_yearly' },
  'consultations.approval': {
    label: '议题要先请示党委的协商', unit: '', type: 'choice', default: 'all', clause: 'duty.half_yearly',
    options: { all: '各类都要', formal: '专题的和界别的要，基层的不用', none: '都不用' },
  },
  'consultations.quality_residents': { label: '有质量的协商，参加群众不少于', unit: '人', type: 'number', min: 0, max: COUNT, default: 10, clause: 'duty.half_yearly' },
  'consultations.quality_results': {
    label: '有质量的协商，成果清单', unit: '', type: 'choice', default: 'asked', clause: 'duty.half_yearly',
    options: { asked: '要有', not: '不作要求' },
  },
  'topics.public': {
    label: '议题选定和没有选的结果、理由', unit: '', type: 'choice', default: 'shown', clause: 'duty.half_yearly',
    options: { shown: '在群众页面公开', hidden: '不公开，只告诉提出的人' },
  },
  'venues.standard': { label: '协商场所的建设标准，一项一项（用顿号分开）', unit: '', type: 'text', max: 200, default: '有阵地、有标识、有制度、有流程、有活动、有成效', clause: 'duty.half_yearly' },
  'venues.check_months': { label: '协商场所对照标准检查，每隔', unit: '个月', type: 'number', min: 1, max: COUNT, default: 12, clause: 'duty.half_yearly' },
  'participants.kinds': { label: '不是委员的参加人员有哪几类（用顿号分开）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人、信息员', clause: 'setting_up.members' },
  'participants.belong': { label: '其中吸纳进联络委的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人', clause: 'setting_up.members' },
  'participants.ledger': { label: '其中可以登记民情台账的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '无', clause: 'setting_up.members' },
  'participants.consultations': { label: '其中可以应邀参加协商的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人、信息员', clause: 'setting_up.members' },
  'participants.topics': { label: '其中可以提出协商议题的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人', clause: 'setting_up.members' },
  // None at all would take the right to be heard away.
  'sectors.counted': {
    label: '组织体检里算作界别有人代表的', unit: '', type: 'choice', default: 'members', clause: 'setting_up.members',
    options: { members: '只算在任委员', with_representatives: '吸纳进联络委的界别代表也算' },
  },
  'circular.objection_days': { label: '通报前告知、可提出异议', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 2, clause: 'assessment.circular' },
  'light.near_days': { label: '临期提醒提前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 3, clause: null },
  'statement.plan_days': { label: '年度工作计划最迟报送（年初起）', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 60, clause: 'duty.report' },
  'statement.report_days': { label: '半年报告、年度总结最迟报送（期满后）', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.report' },
  'public.figures': {
    label: '联络委公开页上的数字', unit: '', type: 'choice', default: 'none', clause: null,
    options: { none: '不公开', activities: '公开活动次数、收集和解决的件数' },
  },
  'public.phone': { label: '联络委公开页上的办公电话', unit: '', type: 'choice', default: 'hidden', clause: null, options: { hidden: '不公开', shown: '公开' } },
  'burden.seconds': { label: '估算负担时每填一栏按', unit: '秒', type: 'number', min: 1, max: SECONDS_OF_A_DAY, default: 20, clause: null },
  // 社情民意信息: domain rules 3.1 (≤1,500 characters), 3.2 (checked, signed), 3.4 (converted from a proposal: not twice), forms info_brief.
  'items.limit': { label: '一条社情民意信息正文不超过', unit: '字', type: 'number', min: 100, max: COUNT, default: 1_500, clause: 'duty.monthly' },
  'items.limit_direct': { label: '走“直通车”的信息正文不超过', unit: '字', type: 'number', min: 100, max: COUNT, default: 800, clause: 'duty.monthly' },
  'items.hands': {
    label: '信息的采编、核稿、签发', unit: '', type: 'choice', default: 'same', clause: 'duty.monthly',
    options: { same: '人手少的可以由同一人办，也可以采编后直接签发', separate: '要先核稿；核稿人不是采编人，签发人不是核稿人' },
  },
  'items.from_proposal': {
    label: '由提案转来的信息', unit: '', type: 'choice', default: 'proposal', clause: 'duty.monthly',
    options: { proposal: '只算收到的提案，不再算报送的信息', both: '两边都算' },
  },
  'items.mark': { label: '信息刊头', unit: '', type: 'text', max: 20, default: '社情民意信息', clause: null },
  'items.report_to': { label: '信息版记的“报”（用顿号分开）', unit: '', type: 'text', max: 200, default: '县委、县人大常委会、县政府、市政协', clause: null },
  'items.report_to_township': { label: '报同级党委、政府的信息，版记的“报”（用顿号分开）', unit: '', type: 'text', max: 200, default: '本乡镇（街道）党（工）委、政府（办事处）', clause: null },
  'items.send_to': { label: '信息版记的“送”（用顿号分开）', unit: '', type: 'text', max: 200, default: '县委办公室、县政府办公室、县政协主席会议成员', clause: null },
  'items.issue_to': { label: '信息版记的“发”（用顿号分开）', unit: '', type: 'text', max: 200, default: '各乡镇（街道）政协联络委、县政协各委室', clause: null },
  'items.copies': { label: '信息每期印发', unit: '份', type: 'number', min: 1, max: COUNT, default: 50, clause: null },
  // The residents' own page: issue 4 intake; peers C1–C3, C11, C15, C16; the promise of an answer is the county's own.
  'residents.answer_days': { label: '答复群众的期限（收到后）', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.monthly' },
  'residents.unsolved_days': { label: '答复后，群众可以说“没有解决”', unit: '天', type: 'number', min: 0, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.monthly' },
  'residents.unsolved_times': { label: '同一件事群众可以说“没有解决”', unit: '次', type: 'number', min: 0, max: 99, default: 2, clause: 'duty.monthly' },
  'residents.screening': {
    label: '群众扫码来件由工作人员先看', unit: '', type: 'choice', default: 'hits', clause: null,
    options: { hits: '只看含有敏感词或来得过密的', all: '每一件都先看' },
  },
  'residents.blocked_words': { label: '敏感词（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '无', clause: null },
  'residents.hold_reasons': { label: '搁置群众来件的理由（用顿号分开）', unit: '', type: 'text', max: 200, default: '广告推销、辱骂骚扰、不是本县的事、重复提交、试填', clause: null },
  'residents.language': { label: '群众页面第二种文字的名称（没有写“无”）', unit: '', type: 'text', max: 20, default: '无', clause: null },
  // Who told it: 《个人信息保护法》第十九条, kept no longer than the work needs.
  'shield.keep_months': { label: '民情办结后反映人的姓名、电话和附件保存', unit: '个月', type: 'number', min: 1, max: 600, default: 24, clause: null },
  // 《个人信息保护法》第五十条 asks for an answer without naming days; GB/T 35273-2020, 8.7 asks for thirty days, which are some twenty-one working days.
  'privacy.answer_days': { label: '要求更正、删除本人信息的，答复', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: null },
  // Those between whom a dispute was: three years, in which what was agreed can be sued for (民法典第一百八十八条).
  'disputes.keep_months': { label: '调解案卷结束后当事人的姓名、联系方式、经过和附件保存', unit: '个月', type: 'number', min: 1, max: 600, default: 36, clause: null },
  // What a unit asks for, the supervision office grants or not (domain rules 2.3: an approved extension counts as on time).
  'instruction.most_extensions': { label: '一件批示件承办单位申请延期最多同意', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.monthly' },
  // 转办: proposals' window and extensions in the opinions' measure (domain rules 2.3; peers C9, C11, C12, C17).
  'referral.days': { label: '转办件的办理时限', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.monthly' },
  'referral.return_days': { label: '不归本单位办的转办件，提出退回要在转出后', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 3, clause: 'duty.monthly' },
  'referral.escalate_days': { label: '转办件列入县政协办公室督办，逾期满', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'duty.monthly' },
  'referral.most_extensions': { label: '一件转办件最多延期', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.monthly' },
  'referral.committee_reach': {
    label: '联络委可以直接转办给', unit: '', type: 'choice', default: 'township', clause: 'duty.monthly',
    options: { township: '乡镇（街道）的单位；县直单位由县政协办公室转', all: '乡镇（街道）的单位和县直单位' },
  },
  'look_back.months': { label: '转办办结的事回头看，办结满', unit: '个月', type: 'number', min: 1, max: COUNT, default: 3, clause: 'duty.monthly' },
  'items.direct_days': { label: '“直通车”信息报送后转呈', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 2, clause: 'duty.monthly' },
  // 批示的转办、反馈和告知: domain rules 3.5 and forms info_transfer (within a month the residents hear it: practice of one county).
  'instruction.days': { label: '领导批示件转办后反馈', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.monthly' },
  'instruction.days_direct': { label: '走“直通车”的信息，批示件转办后反馈', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'duty.monthly' },
  'instruction.return_days': { label: '批示件反馈退回后重报', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'duty.monthly' },
  'instruction.tell_days': { label: '批示件反馈认可后告知委员、答复群众', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.monthly' },
  // 评价和办结 of proposals: domain rules 2.4 (Chongyi: 15 working days; Sichuan: again within 3 months), 2.6 (Deqing: closing by vote of the standing committee).
  'rating.days': { label: '提案答复后，提案人和联名人评价', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.yearly' },
  'rating.rule': {
    label: '几个人联名的提案，总的评价', unit: '', type: 'choice', default: 'first', clause: 'duty.yearly',
    options: { first: '以第一提案人的为准；他没有评价的，以其他人中最差的为准', worst: '以所有人中最差的为准' },
  },
  'rating.trace_days': { label: '评价从哪台设备、哪个网络来（只存校验值），核对用，保存', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.yearly' },
  'rating.burst_count': { label: '同一设备或网络短时间内的评价，提请核对，超过', unit: '份', type: 'number', min: 1, max: COUNT, default: 5, clause: 'duty.yearly' },
  'rating.burst_minutes': { label: '上面说的短时间', unit: '分钟', type: 'number', min: 1, max: 1_440, default: 10, clause: 'duty.yearly' },
  'rework.months': { label: '提案人不满意时，二次办理并再次答复', unit: '个月', type: 'number', min: 1, max: 24, default: 3, clause: 'duty.yearly' },
  'closing.rule': {
    label: '提案评价之后要办结，还要', unit: '', type: 'choice', default: 'rated', clause: 'duty.yearly',
    options: { rated: '不用别的，由县政协办公室办结', consent: '提案人同意', vote: '常委会会议表决通过', consent_and_vote: '提案人同意，再经常委会会议表决通过' },
  },
  // 提案统计的口径: domain rules 2.2 (rates are printed with one or two decimals), 2.6 (基本满意 counts as satisfied, S91; replied in time as the condition of 办复, S85).
  'satisfaction_rate.convention': {
    label: '提案满意率的口径', unit: '', type: 'choice', default: 'of_rated', clause: 'duty.yearly',
    options: { of_rated: '基本满意算满意，占已评价的提案', of_asked: '基本满意算满意，占请评价的提案', strictly: '只算满意，占已评价的提案' },
  },
  'reply_rate.convention': {
    label: '提案办复率的口径', unit: '', type: 'choice', default: 'replied', clause: 'duty.yearly',
    options: { replied: '答复了就算办复', in_time: '按期答复才算办复' },
  },
  'proposal_rates.decimals': { label: '立案率、办复率、办结率、满意率印到小数点后', unit: '位', type: 'number', min: 0, max: DECIMALS, default: 2, clause: 'duty.yearly' },
  'closing.quorum': { label: '表决办结的常委会会议，出席', unit: '', type: 'choice', default: 'half', clause: 'duty.yearly', options: { half: '过半数', two_thirds: '三分之二以上' } },
  'closing.majority': {
    label: '表决办结，赞成票要有', unit: '', type: 'choice', default: 'half_of_all', clause: 'duty.yearly',
    options: { half_of_all: '全体组成人员的过半数', half_of_present: '到会人员的过半数', two_thirds_of_present: '到会人员的三分之二以上' },
  },
  // 提案公开: domain rules 2.8 (S83 Anhui: within 20 working days after the reply; S99, S100), 2.1 (consent of the proposer, S30).
  'publishing.days': { label: '提案和答复公开，在答复后', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 20, clause: 'duty.yearly' },
  'publishing.signers': {
    label: '联名提案公开，谁同意', unit: '', type: 'choice', default: 'first', clause: 'duty.yearly',
    options: { first: '第一提案人代表联名人同意；联名人不同意的记下，不影响公开', each: '第一提案人同意，也没有联名人不同意' },
  },
  'publishing.proposer': { label: '公开的提案写提案人', unit: '', type: 'choice', default: 'name', clause: 'duty.yearly', options: { name: '写姓名或单位名称', kind: '只写类型，例如：委员提案' } },
  'publishing.data': {
    label: '一次会议的全部立案提案，作为数据开放', unit: '', type: 'choice', default: 'none', clause: 'duty.yearly',
    options: { none: '不开放', published: '开放；没有公开的提案只列编号、类别、承办单位', consented: '开放；提案人同意公开的，没有公开也列案由和办理情况' },
  },
  'publishing.small': { label: '开放数据里的汇总数和总评，涉及的件数、人数不到几个就不列', unit: '', type: 'number', min: 1, max: COUNT, default: 3, clause: null },
  'publishing.licence': { label: '开放数据的使用条件', unit: '', type: 'text', max: 200, default: '可以免费使用、转载，请注明来源和导出时间，不得歪曲原意。', clause: null },
  // 重点提案: domain rules 2.7 (usually five, S95; seven of 198, S97; ten, S98).
  'keys.most': { label: '一年的重点提案最多', unit: '件', type: 'number', min: 0, max: COUNT, default: 10, clause: 'duty.yearly' },
  'keys.share_most': { label: '一年的重点提案不超过当年立案的（100就是不另设）', unit: '%', type: 'number', min: 0, max: WHOLE, default: 100, clause: 'duty.yearly' },
  'keys.act_days': { label: '重点提案没有督办活动，提醒，满', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 60, clause: 'duty.yearly' },
  'keys.result_day': { label: '重点提案的年度小结最迟在12月', unit: '日', type: 'number', min: 1, max: DAYS_OF_A_MONTH, default: 20, clause: 'duty.yearly' },
  // 评优: domain rules 2.8 (about 1% nationally, a fifth of them collective, S101; 5% of filed, S102; 8–10%, S103; a fifth of the units, S104; persons too, S105).
  'awards.proposals_share': { label: '优秀提案不超过立案提案的', unit: '%', type: 'number', min: 0, max: WHOLE, default: 5, clause: 'duty.yearly' },
  'awards.collective_share': { label: '优秀提案中集体提案不少于', unit: '%', type: 'number', min: 0, max: WHOLE, default: 20, clause: 'duty.yearly' },
  'awards.units_share': { label: '先进承办单位不超过承办单位的', unit: '%', type: 'number', min: 0, max: WHOLE, default: 20, clause: 'duty.yearly' },
  'awards.persons_most': { label: '提案办理先进个人最多', unit: '人', type: 'number', min: 0, max: COUNT, default: 10, clause: 'duty.yearly' },
  // 调研视察和活动的参加: domain rules 4 (leave and who approved it, S30; the yearly plan passed by the chair meeting, S124); forms activity_attend.
  'attending.leave_by': { label: '调研视察、协商活动的请假，由谁批准', unit: '', type: 'choice', default: 'office', clause: 'duty.quarterly', options: { office: '组织活动的工作人员', head: '联络委主任（县政协组织的，主席会议成员）' } },
  'attending.mark_days': { label: '活动结束后没有登记出席，提醒，满', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 3, clause: 'duty.quarterly' },
  'inspections.programmes': { label: '联络委每年应有经批准的调研视察计划', unit: '份', type: 'number', min: 0, max: COUNT, default: 0, clause: 'duty.quarterly' },
  'inspections.programme_days': { label: '年度调研视察计划最迟在新年开始后', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 60, clause: 'duty.quarterly' },
  // 调研视察的报告和建议: issue 6 (report checked, recommendations tracked), forms survey_report (组长审定); peers D4, D5.
  'visit_reports.checker': {
    label: '联络委的调研视察报告由谁审核（县政协的都由主席会议成员审核）', unit: '', type: 'choice', default: 'director', clause: 'duty.quarterly',
    options: { director: '联络委主任', chair: '县政协主席会议成员' },
  },
  'recommendations.answer_days': { label: '调研建议提出后，收到的单位回复采纳不采纳', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.quarterly' },
  // Open311 GeoReport v2: services are the ledger's categories, as the county codes and groups them for other systems (issue 4, intake).
  'exchange.services': {
    label: '向其他系统公开的事项类别：代码、名称（分组），用顿号分开', unit: '', type: 'text', max: 200, clause: null,
    default: '01道路交通（基础设施）、02饮水灌溉（基础设施）、03供电通信（基础设施）、04环境卫生（人居环境）、05住房用地（人居环境）、06看病就医（公共服务）、07上学托幼（公共服务）、08养老救助（公共服务）、09就业增收（公共服务）、10矛盾纠纷（社会治理）、11公共安全（社会治理）、99其他',
  },
  // 民生实事的承诺、确认、核实和抽查: domain rules 6 (kinds S112, S137, S138; confirmation and spot check), issue 6; 《个人信息保护法》第四十七条.
  'deeds.kinds': { label: '民生实事的服务类型（用顿号分开）', unit: '', type: 'text', max: 200, default: '政策宣讲、医疗义诊、支教帮教、法律援助、技术指导、就业帮扶、助销帮销、捐资助困、矛盾调解、其他', clause: 'duty.deed' },
  'deeds.verify_rule': {
    label: '核实民生实事之前', unit: '', type: 'choice', default: 'free', clause: 'duty.deed',
    options: { free: '不一定要受益人先确认', confirmed: '要受益人先确认' },
  },
  'deeds.slip_days': { label: '受益人确认码的有效期', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 60, clause: 'duty.deed' },
  'deeds.contact_days': { label: '受益人的联系方式，办成以后保留', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 180, clause: null },
  'deeds.trace_days': { label: '为核对是不是委员自己确认而记的设备标记，保留', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 60, clause: null },
  'deeds.public_name': { label: '公开的承诺写承诺的人', unit: '', type: 'choice', default: 'name', clause: 'duty.deed', options: { name: '写委员姓名', place: '只写哪个乡镇的委员' } },
  // 委员服务站和点单: domain rules 6 (the order way, S138) and design law 3; no source names days, so a county sets its own.
  // What a county sets up for its members to be met at goes by many names (domain rules 6: 服务站 S138, 委员工作室 S139, 联络点); order and words are the county's.
  'stations.kinds': { label: '委员服务站的种类（用顿号分开）', unit: '', type: 'text', max: 200, default: '委员服务站、委员工作室、委员联络点', clause: 'duty.deed' },
  'stations.dispatch_days': { label: '群众点单后派单', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 3, clause: 'duty.deed' },
  'stations.accept_days': { label: '派单后接单', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 3, clause: 'duty.deed' },
  'stations.ahead_days': { label: '群众可以预约的值班，提前', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 30, clause: 'duty.deed' },
  'stations.bookings_most': { label: '每班值班最多预约', unit: '人', type: 'number', min: 0, max: COUNT, default: 8, clause: 'duty.deed' },
  'stations.keep_months': { label: '预约和点单结束后姓名、电话保存', unit: '个月', type: 'number', min: 1, max: 600, default: 6, clause: null },
  // 考核: ux.md R3 (a member's sheet is an office worksheet and off by default); issue 7.
  'assessment.members': {
    label: '委员履职考核', unit: '', type: 'choice', default: 'no', clause: 'assessment.annual',
    options: { no: '不考核委员，只建履职档案', yes: '考核委员' },
  },
  // 履职档案: issue 7 (asked and answered; no source names days, so a county sets its own). 保管期限: 永久, 30年 and 10年 are the periods of 国家档案局令第8号
  // 《机关文件材料归档范围和文书档案保管期限规定》; which part of an archive has which is the county's own schedule of retention.
  'archives.answer_days': { label: '委员、联络委申请更正档案后，答复', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 10, clause: 'duty.archive' },
  'archives.keep_permanently': { label: '档案里保管期限为永久的类别（用顿号分开）', unit: '', type: 'text', max: 200, default: '履职档案、会议、提案、报告和述职、表彰、外部评价', clause: 'duty.archive' },
  'archives.keep_thirty': { label: '档案里保管期限为30年的类别（用顿号分开，其余的10年）', unit: '', type: 'text', max: 200, default: '社情民意、调研视察、协商、交办任务、规范化建设', clause: 'duty.archive' },
  'archives.stamp_server': { label: '年度卷的时间戳服务地址（RFC 3161，没有写“无”）', unit: '', type: 'text', max: 200, default: '无', clause: null },
  // 年度考核的程序: issue 7; domain rules 8.1 and 8.3 `DESIGN` d (objections before the chair meeting). No published scheme names the days, so a county sets its own.
  'assessment.sample_percent': { label: '年度考核，抽取多少考核表由第二人复核', unit: '%', type: 'number', min: 0, max: WHOLE, default: 20, clause: 'assessment.annual' },
  'assessment.objection_days': { label: '年度考核结果公示、可提出异议', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'assessment.annual' },
  'assessment.appeal_days': { label: '年度考核结果公布后可申诉', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 10, clause: 'assessment.annual' },
  'assessment.answer_days': { label: '年度考核的异议和申诉，在提出后决定', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 5, clause: 'assessment.annual' },
  'assessment.published': {
    label: '年度考核结果公布到什么程度（委员的一律只给本人）', unit: '', type: 'choice', default: 'bands', clause: 'assessment.annual',
    options: { own: '各看各的', bands: '相互看得到等次和评先', totals: '相互看得到总分、名次、等次和评先' },
  },
  // 数据质量提示: issue 7; what is written down late or all at once is looked at twice, and nothing follows from it by itself. No source names days, so a county sets its own.
  'assessment.entry_days': { label: '考核时提示：事情过后多久才登记的，算晚登记', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 31, clause: 'assessment.annual' },
  'assessment.burst_days': { label: '考核时提示：集中登记，看每月最后', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_MONTH, default: 3, clause: 'assessment.annual' },
  'assessment.burst_percent': { label: '考核时提示：集中登记，那几天占全月登记的', unit: '%', type: 'number', min: 1, max: WHOLE, default: 60, clause: 'assessment.annual' },
  // 看板的数据质量: peers I10; a number that stops is looked at twice, and nothing follows from it by itself. No source says how many are many, so a county sets its own.
  'boards.vanished': { label: '数据质量提示：上一年同期至少有多少、现在一条也没有的数字才提示', unit: '', type: 'number', min: 1, max: COUNT, default: 10, clause: null },
  // 核对单 of papers with numbers: what differs so much from last year is looked at twice. Domain forms, speech: every number can be traced.
  'report.odd_percent': { label: '文稿核对时提示：与上年同期相差超过', unit: '%', type: 'number', min: 1, max: COUNT, default: 50, clause: 'duty.report' },
  // 登录和核对: level 3 of the classified protection scheme (GB/T 22239-2019, 8.1.4.1 b) has an idle session end; assessors read it as 15 to 30 minutes. ASVS 5.0, 7.3.1, 7.3.2, 7.5.3.
  'sessions.idle_minutes': { label: '工作人员多久不操作要重新登录（三级等保取15至30）', unit: '分钟', type: 'number', min: 5, max: 12 * 60, default: usualPolicy['sessions.idle_minutes'], clause: null },
  'sessions.hours': { label: '工作人员登录一次最长', unit: '小时', type: 'number', min: 1, max: 7 * 24, default: usualPolicy['sessions.hours'], clause: null },
  'proof.minutes': { label: '签发、用印、任免和成批导出，距上次核对本人超过多久要再核对', unit: '分钟', type: 'number', min: 1, max: 12 * 60, default: usualPolicy['proof.minutes'], clause: null },
  'proof.rows': { label: '导出（Excel、CSV、接口）超过多少行，算成批导出', unit: '行', type: 'number', min: 200, max: COUNT, default: usualPolicy['proof.rows'], clause: null },
  // ASVS 5.0, 6.3.1 (tries), 6.2.1 (no fewer than 8 characters), 6.2.5 and 6.2.10 (no kinds, no calendar); GB/T 22239-2019, 8.1.4.1 a, b (kinds, calendar, lock),
  // 8.1.4.1 d (two factors), 8.1.4.2 (accounts that nobody uses; the three administrators apart).
  'lock.tries': { label: '连续输错密码或口令多少次，暂停登录', unit: '次', type: 'number', min: 3, max: 20, default: usualPolicy['lock.tries'], clause: null },
  'lock.minutes': { label: '连续输错以后，暂停登录多久', unit: '分钟', type: 'number', min: 1, max: 24 * 60, default: usualPolicy['lock.minutes'], clause: null },
  'password.profile': {
    label: '登录密码按什么要求', unit: '', type: 'choice', default: usualChoices['password.profile'], clause: null,
    options: { asvs: '看长度和是否容易被猜到，不定期更换', dengbao: '按等级保护三级：另看字符种类、定期更换、不重复最近用过的' },
  },
  'password.length': { label: '登录密码至少', unit: '个字', type: 'number', min: 8, max: 64, default: usualPolicy['password.length'], clause: null },
  'password.kinds': { label: '登录密码按等级保护三级的，至少有几种字符', unit: '种', type: 'number', min: 2, max: 5, default: usualPolicy['password.kinds'], clause: null },
  'password.days': { label: '登录密码按等级保护三级的，多久更换一次', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: usualPolicy['password.days'], clause: null },
  'password.former': { label: '登录密码按等级保护三级的，不能与最近几次用过的相同', unit: '次', type: 'number', min: 1, max: 12, default: usualPolicy['password.former'], clause: null },
  'second_factor.posts': {
    label: '哪些职务登录时，除密码外还要动态口令或通行密钥', unit: '', type: 'choice', default: usualChoices['second_factor.posts'], clause: null,
    options: { none: '只按本县开通时的设定', county: '县级职务都要（县政协办公室、主席会议成员、党政领导、审计监督、系统维护）', all: '凡有登录名的都要' },
  },
  'slips.days': { label: '激活单有效期', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_MONTH, default: usualPolicy['slips.days'], clause: null },
  'accounts.unused_days': { label: '账号多久没有人用，列给县政协办公室', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: usualPolicy['accounts.unused_days'], clause: null },
  'administrators.apart': {
    label: '系统维护、账号办理（县政协办公室）、审计监督由谁担任', unit: '', type: 'choice', default: usualChoices['administrators.apart'], clause: null,
    options: { free: '不限', apart: '分开：一人不能兼任其中两项' },
  },
  // 汇总邮件: ux.md R6 (one digest a day, between 8 and 20; a county may only narrow it); decision 47. The program itself rests outside of these bounds.
  'mail.from_hour': { label: '每天的汇总邮件，最早几点发', unit: '点', type: 'number', min: 8, max: 19, default: 8, clause: null },
  'mail.until_hour': { label: '每天的汇总邮件，几点以后不再发', unit: '点', type: 'number', min: 9, max: 20, default: 18, clause: null },
  'import.undo_days': { label: '表格导入后可以撤销', unit: '天', type: 'number', min: 0, max: COUNT, default: 30, clause: null },
  // 民主测评: domain rules 8.1 (more than half of those who should attend; 满意, 不满意, 不了解: S161).
  'ballot.quorum': { label: '民主测评，到会人数须超过应到的', unit: '%', type: 'number', min: 0, max: WHOLE, default: 50, clause: 'assessment.annual' },
  'ballot.answers': { label: '民主测评怎样表态，考核办法没有写的（用顿号分开）', unit: '', type: 'text', max: 100, default: '满意、基本满意、不满意、不了解', clause: 'assessment.annual' },
  // 上级看各县: how few of anything, and how few counties, are told together only. Fewer than three would tell the number itself; a middle of fewer than four
  // counties would tell one of them (issue 8: small numbers protected; docs/decisions/0025).
  'sharing.small_number': { label: '各县的数字不单列，小于', unit: '', type: 'number', min: 3, max: WHOLE, default: 5, clause: null },
  'sharing.least_counties': { label: '各县的中位数要列，至少有', unit: '个县', type: 'number', min: 4, max: COUNT, default: 4, clause: null },
  // 公文: issue 8; GB/T 9704-2012, 7.2.5 (机关代字 is each organ's own). A second language in heads: local law of autonomous counties (ux.md 4.8).
  'papers.code': { label: '县政协发文的机关代字（函在后面加“函”字）', unit: '', type: 'text', max: 20, default: '政协', clause: null },
  'papers.committee_code': { label: '联络委发文的机关代字', unit: '', type: 'text', max: 20, default: '政联', clause: null },
  'papers.second_head': { label: '文头上的第二种文字（县政协全称的民族文字写法，没有写“无”）', unit: '', type: 'text', max: 200, default: '无', clause: null },
  'papers.second_head_place': {
    label: '文头上第二种文字的位置', unit: '', type: 'choice', default: 'above', clause: null, options: { above: '在汉字上方', right: '在汉字右侧' },
  },
} as const satisfies Record<string, Declared>;

/** Of the parameter of the second language: the county has none in its heads. */
export const NO_SECOND_HEAD = '无';

export type ParameterKey = keyof typeof parameters;

/** What a parameter's value is: a number, one of its options, or a text. */
export type ParameterValue<K extends ParameterKey> = (typeof parameters)[K] extends { options: infer O } ? keyof O & string
  : (typeof parameters)[K] extends { type: 'number' } ? number
  : string;

export const declaredParameter = (key: string): Declared | undefined =>
  Object.hasOwn(parameters, key) ? parameters[key as ParameterKey] : undefined;

/** The value as a person reads it: 25日, 并案不计入立案. */
export function shownValue(declared: Declared, value: string | number): string {
  if (declared.type === 'text') return usualWords(String(value));
  return declared.type === 'choice' ? (declared.options[String(value)] ?? String(value)) : `${value}${/^\p{Script=Latin}/u.test(declared.unit) ? ' ' : ''}${declared.unit}`; // 25日, 25 days
}

/** What is wrong with a typed value, in a sentence; nothing when it may stand. */
export const complaintAbout = (declared: Declared, typed: string): string | undefined =>
  misread(declared, typed) ?? forbidsOf(declared).find(({ breaks }) => breaks(typed))?.sentence;

/** What may not be set, whatever a plan says: a word that would bring a forbidden function in. */
export const forbidsOf = (declared: Declared): readonly Forbidding[] => (declared.type === 'text' ? forbiddenInWords : []);

function misread(declared: Declared, typed: string): string | undefined {
  switch (declared.type) {
    case 'number': {
      const n = Number(typed);
      return /^\d{1,9}$/.test(typed) && n >= declared.min && n <= declared.max ? undefined : `“${declared.label}”请填${declared.min}到${declared.max}之间的整数。`;
    }
    case 'choice': return Object.hasOwn(declared.options, typed) ? undefined : `“${declared.label}”请从列出的几项中选择。`;
    case 'text': return Array.from(typed).length <= declared.max && typed !== '' ? undefined : `“${declared.label}”请填1到${declared.max}个字。`;
  }
}
