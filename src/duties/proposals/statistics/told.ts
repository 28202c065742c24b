import { isChosen, type DeclaredRatio, type Figure } from '#platform/figures/figure.ts';
import { adopted, answeredOneByOne, planned, proposalsTalked, ratios as answerRatios } from '#duties/proposals/answers/facts.ts';
import { proposalsAssigned, proposalsAtUnits, proposalsBounced, proposalsExtended, proposalsForced, proposalsInTime, ratios as assigningRatios } from '#duties/proposals/assigning/facts.ts';
import {
  keyProposals, keyProposalsClosed, proposalBodies, proposalsByMembers, proposalsClosed, proposalsCollective, proposalsConverted, proposalsFiled, proposalsFiledOrMerged, proposalsGathered, proposalsMerged,
  proposalsOfSession, proposalsOrdinary, proposalsReceived, proposalsRefused, proposalsReplied, proposalsWithdrawn, ratios as proposalRatios,
} from '#duties/proposals/facts.ts';
import { dissatisfiedOnes, fullySatisfied, met, proposalsAsked, proposalsRated, ratios as ratingRatios, reworked, satisfiedResult, satisfiedWork, silent } from '#duties/proposals/ratings/facts.ts';
import { mergeGroups, proposalsAsLetters, proposalsReturned, proposalsUnderReview } from '#duties/proposals/review/facts.ts';
import { awardFigures, awardRatios } from '#duties/proposals/statistics/awards.ts';
import type { ProposalFigure } from '#duties/proposals/statistics/breakdown.ts';
import {
  byAssistant, byCategory, byDisposition, byGround, byLetter, byMode, byProposerKind, byRating, byReplier, byResult, bySector, bySide, byTimeClass, type Dimension,
} from '#duties/proposals/statistics/dimensions.ts';
import { assistingHandlings, cosignatures, handlingUnits, leadHandlings, signaturesGiven, signers } from '#duties/proposals/statistics/figures.ts';

/** What the statistics of proposals tell, in the order in which reports tell it (domain rules 2.8). */
export interface Chapter {
  label: string;
  figures: readonly Figure[];
  ratios: readonly DeclaredRatio[];
}

const declared: readonly DeclaredRatio[] = [...proposalRatios, ...assigningRatios, ...answerRatios, ...ratingRatios, ...awardRatios];

/** The ratios of these names; of one that a county chooses all its conventions. */
const ratiosNamed = (...names: string[]): DeclaredRatio[] => names.map((name) => declared.find((one) => one.name === name)!);

export const chapters: readonly Chapter[] = [
  {
    label: '提出和审查',
    figures: [
      proposalsReceived, proposalsOfSession, proposalsOrdinary, proposalsByMembers, proposalsCollective, proposalsGathered, proposalsFiled, proposalsMerged, mergeGroups, proposalsFiledOrMerged, proposalsConverted,
      proposalsAsLetters, proposalsRefused, proposalsReturned, proposalsUnderReview, proposalsWithdrawn,
    ],
    ratios: ratiosNamed('filing_rate', 'filing_rate_filed_only', 'filing_rate_with_merged'),
  },
  { label: '提案者', figures: [signers, signaturesGiven, cosignatures, proposalBodies], ratios: [] },
  {
    label: '交办和办理',
    figures: [
      handlingUnits, leadHandlings, assistingHandlings, proposalsAtUnits, proposalsAssigned, proposalsBounced, proposalsForced, proposalsExtended, proposalsTalked, proposalsReplied, proposalsInTime, proposalsClosed,
      keyProposals, keyProposalsClosed,
    ],
    ratios: ratiosNamed('reply_rate', 'reply_rate_replied', 'reply_rate_in_time', 'proposals_in_time_rate', 'talk_rate', 'closing_rate'),
  },
  {
    label: '评价和采纳',
    figures: [proposalsAsked, proposalsRated, satisfiedResult, fullySatisfied, satisfiedWork, dissatisfiedOnes, silent, reworked, met, answeredOneByOne, adopted, planned],
    ratios: ratiosNamed('satisfaction_rate', 'satisfaction_of_rated', 'satisfaction_of_asked', 'satisfaction_strictly', 'work_satisfaction_of_rated', 'work_satisfaction_of_asked', 'adoption_rate'),
  },
  { label: '评优表彰', figures: awardFigures, ratios: awardRatios },
];

/** Every figure that these chapters name or divide. */
export const toldFigures: readonly Figure[] = [...new Set(chapters.flatMap(({ figures }) => figures))];
export const toldRatios: readonly DeclaredRatio[] = chapters.flatMap(({ ratios }) => ratios);

/** The parameters by which the county's own rates are reckoned. */
export const chosenBy: readonly string[] = [...new Set(toldRatios.filter(isChosen).flatMap(({ parameters }) => parameters))];

export interface TableColumn {
  figure: ProposalFigure;
  label: string;
  /** Divided by this, when not by the table's own dimension. */
  by?: Dimension;
  /** What the rows of a dimension with several values add up to, when not to the figure. */
  sum?: Figure;
}

export interface DividedTable {
  label: string;
  by: Dimension;
  columns: readonly TableColumn[];
  /** Looking is quicker than reading. */
  drawn?: true;
}

const ofFigure = (figure: ProposalFigure, label: string): TableColumn => ({ figure, label });
const course = [ofFigure(proposalsReceived, '收到'), ofFigure(proposalsFiled, '立案'), ofFigure(proposalsReplied, '办复'), ofFigure(proposalsClosed, '办结'), ofFigure(satisfiedResult, '满意和基本满意')];
const handled = [ofFigure(proposalsAtUnits, '承办'), ofFigure(proposalsReplied, '办复'), ofFigure(proposalsInTime, '按期办复'), ofFigure(proposalsClosed, '办结'), ofFigure(satisfiedResult, '满意和基本满意')];

export const tables: readonly DividedTable[] = [
  { label: '按类别', by: byCategory, columns: course, drawn: true },
  { label: '按提案类型', by: byProposerKind, columns: course },
  { label: '按界别', by: bySector, columns: course },
  { label: '按时间类别', by: byTimeClass, columns: course },
  { label: '按审查结果', by: byDisposition, columns: [ofFigure(proposalsReceived, '收到')] },
  { label: '按不予立案的情形', by: byGround, columns: [ofFigure(proposalsRefused, '不予立案')] },
  {
    label: '按承办单位', by: byReplier,
    columns: [
      { figure: proposalsAtUnits, label: '主办（件次）', sum: leadHandlings }, { figure: proposalsAtUnits, label: '会办（件次）', by: byAssistant, sum: assistingHandlings },
      ...handled.slice(1),
    ],
  },
  { label: '按交办渠道', by: bySide, columns: handled },
  { label: '按承办方式', by: byMode, columns: handled },
  { label: '按答复函类别', by: byLetter, columns: [ofFigure(proposalsReplied, '办复')] },
  { label: '按办理结果', by: byResult, columns: [ofFigure(proposalsReplied, '办复')] },
  { label: '按对办理结果的评价', by: byRating, columns: [ofFigure(proposalsAsked, '请评价')] },
];
