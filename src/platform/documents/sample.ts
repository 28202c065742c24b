/** Invented papers for the tests of the layout: one of each layout, long enough to fill several pages. */
import { heading, paragraph, type AddressPaper, type FormalPaper } from './model.ts';

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
