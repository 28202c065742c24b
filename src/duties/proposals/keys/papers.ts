import { heading, paragraph, type AddressPaper, type Block, type FormalPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { KeyLine, KeyYear } from '#duties/proposals/keys/report-reading.ts';
import { actKinds, keyOutcomes } from '#duties/proposals/keys/words.ts';

/** 关于重点提案的通知, to the units, with the list that names the leader (domain rules 2.7, S94); and 督办情况报告 of the year. The words are ours. */

interface Sender {
  bodyName: string;
  date: string;
}

export function keyNotice({ year, chosen, meeting, decided_on }: KeyYear, { bodyName, date }: Sender): FormalPaper {
  const units = [...new Set(chosen.flatMap((row) => row.units.split('、')).filter(Boolean))];
  const old = chosen.filter((row) => row.old).length;
  return {
    layout: 'formal', mark: `${bodyName}办公室文件`, title: `关于做好${year}年重点提案督办工作的通知`, date, organ: `${bodyName}办公室`, sealed: true, addressee: units.join('、') || '各承办单位',
    blocks: [
      paragraph(`经县政协主席会议${decided_on ? `${printedDay(decided_on)}` : ''}研究${meeting ? `（${meeting}）` : ''}，确定${chosen.length}件提案作为${year}年重点提案，由有关领导领衔督办${old > 0 ? `，其中${old}件是往年提出、还没有落实的` : ''}。名单见附件，现就有关事项通知如下。`),
      heading(1, '拟定督办方案'),
      paragraph('承办单位会同督办的专委会拟定督办方案，写明几时协商、几时到现场、要解决什么问题，报领衔领导审定后实施。'),
      heading(1, '认真办理和督办'),
      paragraph('承办单位主要负责人负总责，办理中与提案人充分沟通。督办的专委会通过督办会、现场视察、协商座谈等方式跟踪推动；需要党委、政府决定的问题，及时报告。'),
      heading(1, '按时总结'),
      paragraph('年底前，逐件写明做了什么、解决了什么、还差什么。没有落实的，说明原因和以后的打算，继续督办。'),
    ],
    attachments: [{ title: `${year}年重点提案名单`, blocks: [chargeTable(chosen)] }],
  };
}

const numberOf = ({ proposal_no, old }: KeyLine): string => `${proposal_no ?? ''}${old ? '\n往年' : ''}`;

const chargeTable = (chosen: readonly KeyLine[]): Block => ({
  kind: 'table',
  columns: [
    { label: '提案号', share: 1.3, align: 'center' }, { label: '案由', share: 4.4, align: 'left' }, { label: '提案人', share: 1.7, align: 'left' }, { label: '领衔领导', share: 2.1, align: 'left' },
    { label: '承办单位', share: 2.4, align: 'left' }, { label: '督办专委会、联系人', share: 3.6, align: 'left' },
  ],
  rows: chosen.map((row) => [numberOf(row), row.title, row.proposer_name, row.led_by ?? '', row.units, [row.body, ...(row.contact ?? '').split(/[，,]/u)].filter(Boolean).join('\n')]),
});

export function keyReport(told: KeyYear, { bodyName, date }: Sender): AddressPaper {
  return {
    layout: 'address', title: `关于${told.year}年重点提案督办情况的报告`, byline: `${bodyName}　${printedDay(date)}`, date, organ: bodyName,
    blocks: [heading(1, '遴选情况'), paragraph(selectionWords(told)), heading(1, '督办情况'), paragraph(supervisionWords(told)), ...problems(told), heading(1, '办理结果'), paragraph(resultWords(told)), ...summaries(told), ...closing(told)],
    attachments: told.chosen.length > 0 ? [{ title: `${told.year}年重点提案督办情况表`, blocks: [resultTable(told.chosen)] }] : [],
  };
}

function selectionWords({ year, nominated, shortlisted, chosen, dropped, decided_on }: KeyYear): string {
  const old = chosen.filter((row) => row.old).length;
  const leaders = new Set(chosen.map(({ led_by }) => led_by)).size;
  const when = decided_on ? `，经主席会议${printedDay(decided_on)}研究` : '';
  return `${year}年共推荐重点提案${nominated}件，列入备选${shortlisted}件${when}，确定${chosen.length}件${old > 0 ? `（其中往年提出、还没有落实的${old}件）` : ''}，由${leaders}位领导领衔督办。${dropped > 0 ? `另有${dropped}件确定之后不再督办。` : ''}`;
}

function supervisionWords({ chosen, acts }: KeyYear): string {
  const byKind = Object.entries(actKinds).flatMap(([kind, label]) => {
    const n = acts.filter((one) => one.kind === kind).length;
    return n > 0 ? [`${label}${n}次`] : [];
  });
  const planned = chosen.filter(({ approved_on }) => approved_on !== null).length;
  const quiet = chosen.filter(({ acts_n }) => acts_n === 0).length;
  return `${chosen.length}件中，督办方案已经领衔领导审定的${planned}件。共开展督办活动${acts.length}次${byKind.length > 0 ? `，其中${byKind.join('、')}` : ''}${quiet > 0 ? `；还有${quiet}件没有开展督办活动` : ''}。`;
}

function problems({ acts }: KeyYear): Block[] {
  const reported = acts.filter(({ reported_on }) => reported_on !== null);
  if (reported.length === 0) return [];
  const answered = reported.filter(({ outcome_on }) => outcome_on !== null);
  return [
    paragraph(`督办中发现、报请党委政府决定的问题${reported.length}个，已有决定${answered.length}个。`),
    ...reported.map((one) => paragraph(`${one.subject}：${(one.problem ?? '').replace(/。$/u, '')}（报${one.reported_to ?? ''}）${one.outcome ? `。决定：${one.outcome}` : '，还没有决定。'}`)),
  ];
}

function resultWords({ chosen }: KeyYear): string {
  const parts = Object.entries(keyOutcomes).flatMap(([outcome, label]) => {
    const n = chosen.filter((row) => row.outcome === outcome).length;
    return n > 0 ? [`${label}的${n}件`] : [];
  });
  const open = chosen.filter(({ outcome }) => outcome === null).length;
  if (open > 0) parts.push(`还没有小结的${open}件`);
  const implemented = chosen.filter(({ outcome }) => outcome === 'implemented').length;
  return chosen.length === 0 ? '还没有确定重点提案。' : `${chosen.length}件重点提案中，${parts.join('，')}。落实率${((implemented / chosen.length) * 100).toFixed(1)}%（已落实的${implemented}件，除以确定的${chosen.length}件）。`;
}

const summaries = ({ chosen }: KeyYear): Block[] =>
  chosen.filter(({ summary }) => summary).flatMap((row) => [heading(2, row.title), ...row.summary!.split('\n').filter(Boolean).map((line) => paragraph(line))]);

const closing = ({ summary }: KeyYear): Block[] => (summary ? [heading(1, '经验和打算'), ...summary.split('\n').filter(Boolean).map((line) => paragraph(line))] : []);

const resultTable = (chosen: readonly KeyLine[]): Block => ({
  kind: 'table',
  columns: [
    { label: '提案号', share: 1.3, align: 'center' }, { label: '案由', share: 4.6, align: 'left' }, { label: '领衔领导', share: 2.2, align: 'left' }, { label: '承办单位', share: 2.6, align: 'left' },
    { label: '次数', share: 1.2, align: 'center' }, { label: '最近一次', share: 2.8, align: 'center' }, { label: '结果', share: 2, align: 'left' },
  ],
  rows: chosen.map((row) => [numberOf(row), row.title, row.led_by ?? '', row.units, String(row.acts_n), row.last_act_on ?? '', row.outcome ? keyOutcomes[row.outcome as 'partly'] : '没有小结']),
});
