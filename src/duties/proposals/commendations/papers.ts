import { heading, numberIn, paragraph, type Block, type FormalPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { Commendation } from '#duties/proposals/commendations/record.ts';
import type { CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { awardKinds, awardUnits, decidingWays, type AwardKind } from '#duties/proposals/commendations/words.ts';

const kinds = Object.keys(awardKinds) as AwardKind[];

/** What stands beside each name in the list. */
export interface ProposerOf {
  proposer_name: string;
}

/** 表彰决定 with the list of what is commended. The words are ours. */
export function awardPaper(round: CommendationRound, awarded: readonly Commendation[], proposers: ReadonlyMap<string, ProposerOf>, bodyName: string, date: string): FormalPaper {
  const of = (kind: AwardKind) => awarded.filter((row) => row.kind === kind);
  const counted = kinds.filter((kind) => of(kind).length > 0).map((kind) => `${awardKinds[kind]}${of(kind).length}${awardUnits[kind]}`);
  const decided = round.decided_on ? `${printedDay(round.decided_on)}${round.way ? decidingWays[round.way as 'vote'].replace(/表决|决定/u, '') : ''}` : '';
  const { praised, demands } = wordsOf(counted.join('、'));
  const number = numberIn(round.document_no);
  return {
    layout: 'formal', mark: `${bodyName}文件`, title: `关于表彰${kinds.filter((kind) => of(kind).length > 0).map((kind) => awardKinds[kind]).join('、')}的决定`, date: round.published_on ?? date, organ: bodyName, sealed: true,
    ...(number ? { number } : {}),
    blocks: [
      paragraph(`${printedDay(round.from_on)}至${printedDay(round.until_on)}，广大政协委员和参加政协的各党派、团体围绕中心、服务大局，积极提出提案；各承办单位认真办理，推动解决了一批群众关心的问题。`),
      paragraph(`经单位推荐、提案委员会初选，${decided}${round.meeting ? `（${round.meeting}）` : ''}${round.way === 'vote' ? '表决通过' : '研究'}，决定对${praised}予以表彰。`),
      paragraph(demands),
    ],
    attachments: [{ title: '表彰名单', blocks: kinds.flatMap((kind) => listOf(kind, of(kind), proposers)) }],
  };
}

const wordsOf = (counted: string): { praised: string; demands: string } => ({
  praised: counted,
  demands: '希望受到表彰的单位和个人珍惜荣誉、再接再厉。各提案者和承办单位要以他们为榜样，提出更多有情况、有分析、有具体建议的提案，把每一件提案办实、办好。',
});

function listOf(kind: AwardKind, rows: readonly Commendation[], proposers: ReadonlyMap<string, ProposerOf>): Block[] {
  if (rows.length === 0) return [];
  const title = heading(1, `${awardKinds[kind]}（${rows.length}${awardUnits[kind]}）`);
  if (kind !== 'proposal') return [title, ...rows.map(({ subject }) => paragraph(subject))];
  return [title, {
    kind: 'table',
    columns: [{ label: '序号', share: 1, align: 'center' }, { label: '提案', share: 6, align: 'left' }, { label: '提案者', share: 3, align: 'left' }],
    rows: rows.map((row, place) => [String(place + 1), row.subject, proposers.get(row.proposal_id ?? '')?.proposer_name ?? '']),
  }];
}
