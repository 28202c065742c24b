/** Invented papers for the tests of the layout: one of each layout, long enough to fill several pages. */
import { heading, paragraph, type AddressPaper, type BriefPaper, type FormalPaper, type LetterPaper, type MinutesPaper, type WidePaper } from './model.ts';

/** 700 different-looking full-width characters without punctuation, so that every full line has as many as fit. */
const plain = '联络委广泛收集民情民意坚持台账登记并按月反映问题建议'.repeat(28);

const figuresAnnex = {
  title: '主要指标一览表',
  blocks: [{
    kind: 'table' as const,
    columns: [
      { label: '序号', share: 1.4, align: 'center' as const },
      { label: '指标', share: 4, align: 'left' as const },
      { label: '数值', share: 2, align: 'right' as const },
      { label: '定义', share: 7, align: 'left' as const },
    ],
    rows: Array.from({ length: 40 }, (_, place) => [
      String(place + 1), `指标之${place + 1}`, String((place * 137) % 1000), '已登记的民情台账条目；作废、重复的不计。',
    ]),
  }],
};

export const address: AddressPaper = {
  layout: 'address',
  title: '在加强和改进市县政协工作座谈会上的发言材料',
  byline: '政协云岭自治县委员会（2025年12月31日）',
  date: '2025-12-31',
  organ: '政协云岭自治县委员会',
  blocks: [
    paragraph(plain),
    heading(1, '“三个有”规范机构设置'),
    paragraph({ text: '一是组织有序。', strong: true }, '县政协会同县委组织部，提出设置事宜向县委汇报（云委发〔2025〕4号），共收集到问题或建议', { text: '103', href: '/x' }, '条。'),
    heading(2, '配备'),
    heading(3, '主任'),
    heading(4, '兼任'),
    paragraph('委员喆珺、买买提·吐尔逊在1月13日17时前提交。'),
    heading(1, '“四个方案”规范工作机制'),
    paragraph(plain),
  ],
  attachments: [figuresAnnex],
};

export const notice: FormalPaper = {
  layout: 'formal',
  mark: '政协云岭自治县委员会文件',
  number: { code: '云协', year: 2025, serial: 4 },
  title: '关于印发乡镇（街道）政协联络委员会规范化建设工作方案的通知',
  date: '2025-03-07',
  organ: '政协云岭自治县委员会',
  addressee: '各乡镇（街道）党（工）委，县委各部委，县直各单位',
  sealed: true,
  blocks: [paragraph('《乡镇（街道）政协联络委员会规范化建设工作方案》已经县政协主席会议研究同意，现印发给你们，请结合实际认真抓好落实。')],
  attachments: [figuresAnnex, { title: '联络委“五有”核对表', blocks: [paragraph('有专门的办公场所并挂牌。')] }],
  remark: '联系人：李梅，电话：0874-1234567',
  colophon: { copyTo: ['市政协办公室', '县委办公室', '县政府办公室'], printedBy: '政协云岭自治县委员会办公室', printedOn: '2025-03-08' },
};

/** An upward paper: who signed it at the right of the number, no seal, whom to call in brackets. */
export const request: FormalPaper = {
  layout: 'formal',
  mark: '政协云岭自治县委员会文件',
  second: { text: 'CWNGHEZ YINZLINGJ SWCIYEN VEIJYENZVEI', place: 'above' },
  copyNumber: '000012',
  urgency: '特急',
  number: { code: '云协', year: 2026, serial: 7 },
  signatories: ['王振华'],
  title: '关于设置乡镇（街道）政协联络委员会的请示',
  date: '2026-03-07',
  organ: '政协云岭自治县委员会',
  addressee: '中共云岭自治县委员会',
  sealed: false,
  blocks: [
    paragraph('为推动政协工作向基层延伸，拟在全县各乡镇（街道）设置政协联络委员会。'),
    heading(1, '设置范围'), paragraph('全县各乡镇（街道）。'), heading(2, '人员'), paragraph('每个联络委设主任1名。'),
    paragraph('妥否，请批示。'),
  ],
  remark: '联系人：李梅，电话：0874-1234567',
  colophon: { copyTo: [], printedBy: '政协云岭自治县委员会办公室', printedOn: '2026-03-08' },
};

/** A text that ends on a front page: its 版记 stands on the back. */
export const short: FormalPaper = {
  ...notice, title: '关于召开座谈会的通知', attachments: [], blocks: [paragraph('定于3月20日召开座谈会，请准时参加。')],
};

/** A text that leaves no room on the back for the 版记. */
export const full: FormalPaper = { ...short, title: '关于做好联络委工作的通知', blocks: Array.from({ length: 25 }, () => paragraph('请各单位做好有关工作。')) };

export const letter: LetterPaper = {
  layout: 'letter',
  mark: '云岭自治县交通运输局',
  number: '云交函〔2026〕12号',
  category: 'A',
  title: '关于县政协十届五次会议第12号提案的答复函',
  date: '2026-05-20',
  organ: '云岭自治县交通运输局',
  copies: [{ addressee: '陈志强委员', opening: '您提出的《关于修复白石镇通村公路的建议》收悉，现答复如下：' }, { addressee: '卯学英委员' }],
  sealed: true,
  blocks: [paragraph('该路段已列入本年度养护计划，九月底前完成路基修复和排水沟清理。'), paragraph('专此函复。')],
  remark: '联系人：杨光，电话：0874-7654321',
  copyTo: ['县政协提案委员会', '县政府督查室'],
};

export const minutes: MinutesPaper = {
  layout: 'minutes',
  mark: '白石镇院坝协商纪要',
  title: '关于青龙村垃圾清运时间的协商',
  date: '2026-06-12',
  organ: '白石镇政协联络委',
  blocks: [paragraph('会议就垃圾清运时间进行了协商，形成如下意见：'), heading(1, '清运时间'), paragraph('每日上午七时前清运一次。')],
  attended: [['出席', ['县政协委员：陈志强、卯学英', '群众代表：赵阿依、龙玉珍']], ['请假', ['杨光']], ['列席', ['镇环卫站：吴大勇']]],
  hands: [['召集人', '李春梅'], ['记录人', '王小军']],
};

export const brief: BriefPaper = {
  layout: 'brief',
  masthead: '社情民意信息',
  issue: '〔2026〕第3期（总第75期）',
  mark: '内部资料',
  note: '山区道路养护经费不足的问题，多个乡镇均有反映，现摘编如下。',
  reflector: '县政协委员陈志强',
  title: '山区通村公路养护亟待明确责任主体',
  date: '2026-04-15',
  organ: '县政协办公室',
  blocks: [paragraph(plain.slice(0, 300)), heading(1, '建议'), paragraph('明确县、乡、村三级养护责任。')],
  hands: [['编辑', '王小军'], ['审核', '李梅'], ['签发', '王振华']],
  reportTo: '市政协办公室',
  sendTo: '县委办公室、县政府办公室',
  issueTo: '各乡镇（街道）政协联络委',
  copies: 60,
};

export const wide: WidePaper = {
  layout: 'wide',
  title: '2026年度联络委考核表（白石镇）',
  about: '被考核单位：白石镇政协联络委　　考核年度：2026年',
  date: '2026-12-20',
  organ: '政协云岭自治县委员会',
  blocks: figuresAnnex.blocks,
  hands: [['自评人', '李春梅'], ['复核人', ''], ['联络委主任', '']],
};
