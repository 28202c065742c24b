import type { SecondHead } from '#platform/documents/model.ts';
import type { PaperSource } from '#platform/documents/source.ts';
import type { Awaited } from '#platform/awaited.ts';
import type { Beside } from '#platform/beside.ts';
import type { Claim } from '#platform/figures/claim.ts';
import type { DimensionsSaid } from '#platform/figures/dimension.ts';
import type { DeclaredRatio, Figure } from '#platform/figures/figure.ts';
import type { Verdicts } from '#platform/figures/verdicts.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Founder, ImportTarget } from '#platform/importing/target.ts';
import type { Act, House, Reading } from '#platform/records/act.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Applies } from '#platform/obligations/applying.ts';
import type { Dated } from '#platform/obligations/dated.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { WorkKind } from '#platform/work.ts';
import type { WorkCalendar } from '#platform/working-days.ts';

/** By the name of a record type or of a Party office: how the county's plan in force today calls it. */
export type OwnNames = Readonly<Record<string, (reading: Reading) => Promise<string>>>;

/** Work of members that stays open when they leave: which record, by which column it knows its member, in which states it is still theirs. */
export interface MembersWork {
  declared: Lifecycle;
  member: string;
  /** The open ones when nothing else is said. */
  states?: readonly string[];
}

/**
 * Work of committees that is carried on when they are merged, split or abolished: which record, and by which column it knows its committee. What a figure
 * counts before the day of effect stays where it was counted; the rest goes to the committee that follows, or with its member.
 */
export interface CommitteesWork {
  declared: Lifecycle;
  committee: string;
  member?: string;
  /** The column with the committees that take part besides: one that ends becomes the one that follows, once, and never beside itself. */
  partners?: string;
  /** It speaks in the committee's own name and is finished under it. */
  stays?: true;
}

/** What is done once for each working day (`YYYY-MM-DD`), also afterwards; done a second time it changes nothing. */
export type DailyWork = (house: House, county: string, day: string) => Promise<void>;

/** What may have to be done at any time of a working day; mostly there is nothing. */
export type FrequentWork = (house: House, county: string, now: Date) => Promise<void>;

/** What one slice brings to the whole. Only `county.ts` gathers them. */
export interface Slice {
  records?: readonly Lifecycle[];
  figures?: readonly Figure[];
  ratios?: readonly DeclaredRatio[];
  claims?: readonly Claim[];
  /** By what records of a kind can be divided, besides what follows from their fields. */
  dimensions?: readonly DimensionsSaid[];
  /** What else is judged by parameters, besides claims and chosen ratios: shown before one of them is changed. */
  verdicts?: readonly Verdicts[];
  /** Which parameters the pages of a record apply, besides those of its obligations and deadlines. */
  applies?: readonly Applies[];
  /** Values of parameters with where they come from. The chapter of the plans knows. */
  bases?: House['bases'];
  /** The parameter that says how long before its day a deadline presses. */
  pressing?: string;
  /** What waits for somebody without being a record's state. */
  awaited?: readonly Awaited[];
  /** What stands on the pages of earlier chapters' records. */
  beside?: readonly Beside[];
  /** What forms take over from a record out of which a new one arises. The crossings know. */
  arising?: House['arising'];
  /** Who owes what by when, and which record discharges it. */
  obligations?: readonly Obligation[];
  /** Records that stand in the duty calendar on a day of their own. */
  dated?: readonly Dated[];
  /** What is credited to committees, members and units: for archives and assessments. */
  work?: readonly WorkKind[];
  /** Papers that are made of its records: an outgoing paper may take its text from one. */
  papers?: readonly PaperSource[];
  imports?: readonly ImportTarget[];
  /** Who founds what an import finds missing (committees, units, sectors). */
  founders?: readonly Founder[];
  /** How a clause is cited to people: 《履职方案》第六条. The chapter of the plans knows. */
  clauseWords?: House['clauseWords'];
  /** What the county itself calls a record of this slice, by the record's name, where a plan gives it a name of its own. */
  names?: OwnNames;
  /** The days on which a county works. The chapter of the plans knows. */
  workDays?: (reading: Reading) => Promise<WorkCalendar>;
  /** The county's second language in the head of its papers, where it has one. The chapter of the plans knows. */
  secondHead?: (reading: Reading) => Promise<SecondHead | undefined>;
  /** How the county orders its rosters. The chapter of the plans knows. */
  nameOrder?: House['nameOrder'];
  /** What follows at once when a parameter is set, by hand or by a plan. */
  parametersChanged?: (act: Act) => Promise<void>;
  /** What every county has from its founding on; done at each start, and nothing is done where it is there. */
  atFounding?: (act: Act) => Promise<void>;
  /** What follows, in the same act, from what was written in it: `act.lines` says what that was. */
  follows?: (act: Act) => Promise<void>;
  daily?: DailyWork;
  /** Looked at every few minutes of a working day: it knows itself whether there is anything to do. */
  often?: FrequentWork;
  /** What members may have open here when their term ends, for the change of term. */
  membersWork?: readonly MembersWork[];
  /** What committees may have open here when they are merged, split or abolished. */
  committeesWork?: readonly CommitteesWork[];
  mount?(site: Site): void;
}
