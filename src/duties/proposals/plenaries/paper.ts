import { heading, paragraph, type Block, type FormalPaper } from '#platform/documents/model.ts';
import type { Reading } from '#platform/records/act.ts';
import { printedDay, today } from '#platform/time.ts';
import { parameterAt, proposingKindsOn } from '#plans/facts.ts';
import type { Plenary } from '#duties/proposals/plenaries/record.ts';
import { sessionShort } from '#duties/proposals/plenaries/words.ts';
import { refusalGrounds } from '#duties/proposals/words.ts';

/** What the call says besides the session itself: by the plan in force on its day. */
export interface CallFacts {
  kinds: readonly string[];
  onlyInSession: readonly string[];
  titleMost: number;
  recommended: number;
  most: number;
}

export async function callFacts(reading: Reading, day: string): Promise<CallFacts> {
  return {
    kinds: await proposingKindsOn(reading, 'proposals.kinds', day),
    onlyInSession: (await proposingKindsOn(reading, 'proposals.session_kinds', day)).filter((word) => word !== '无'),
    titleMost: await parameterAt(reading, 'proposals.title_most', day),
    recommended: await parameterAt(reading, 'proposals.body_recommended', day),
    most: await parameterAt(reading, 'proposals.body_most', day),
  };
}

/** 征集提案的通知, to all who may propose. Its words are ours; what it asks is in the rules of every body (domain rules 2.1, 2.2). */
export function callPaper(row: Plenary, facts: CallFacts, bodyName: string): FormalPaper {
  const session = sessionShort(row);
  return {
    layout: 'formal', mark: `${bodyName}办公室文件`, title: `关于征集县政协${session}会议提案的通知`, date: row.called_on ?? today(), organ: `${bodyName}办公室`, sealed: true,
    addressee: addressees(facts),
    blocks: [
      paragraph(`县政协${session}会议定于${printedDay(row.opens_on)}至${printedDay(row.closes_on)}召开。现将提案征集的有关事项通知如下。`),
      ...subjects(row),
      heading(1, '提案要求'),
      paragraph('一件提案只写一件事，写清情况和问题，分析原因，提出具体、可行的建议；建议一条一条地写，便于承办单位逐条答复。'),
      paragraph(`案由写成“关于……的提案”，不超过${facts.titleMost}字；正文以${facts.recommended}字以内为宜，最多${facts.most}字。提案前请先调查研究，也请查一查往年有没有同类提案。`),
      paragraph('联名提案由发起人作第一提案人，受邀的委员本人确认后才算联名。'),
      ...(facts.onlyInSession.length > 0 ? [paragraph(`${facts.onlyInSession.join('、')}的提案在会议期间（${printedDay(row.opens_on)}至${printedDay(row.closes_on)}）提出。`)] : []),
      heading(1, '不作为提案的情形'),
      paragraph(`${Object.values(refusalGrounds).join('；')}。`),
      heading(1, '时间和方式'),
      paragraph(`大会提案${printedDay(row.deadline_on)}截止，以后提交的作为平时提案。`),
      paragraph('委员登录“连心桥”，在手机或电脑上点“写提案”即可；写在纸上的，交联络委或县政协办公室代录。'),
    ],
  };
}

const addressees = ({ kinds }: CallFacts): string =>
  ['各位委员', ...kinds.filter((word) => !word.startsWith('委员')).map((word) => `各${word}`), ...kinds.filter((word) => word === '委员小组').map((word) => `各${word}`), '各乡镇（街道）政协联络委']
    .filter((word, place, all) => all.indexOf(word) === place).join('，');

const subjects = ({ call_text }: Plenary): Block[] => {
  const lines = (call_text ?? '').split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.length === 0 ? [] : [heading(1, '征集重点'), ...lines.map((line) => paragraph(line))];
};
