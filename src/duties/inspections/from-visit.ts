import type { Beside } from '#platform/beside.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { mayCreate, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, is, not } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import type { Action } from '#platform/ui/head.tsx';
import { fieldNote, marks, type FieldNote, type Mark } from '#duties/inspections/notes/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { formalRecommendation, type FormalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { recommendation, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { plenarySpeech, type PlenarySpeech } from '#duties/inspections/reports/speeches/record.ts';

/** What comes of a visit, on the visit's own page. */

/** Shown on the page; the lists show all. */
const MOST = 30;

interface OfVisit extends Recorded {
  inspection_id: string | null;
}

/** The records that name the visit, the oldest first; what was taken back is left out. */
const naming = <Row extends OfVisit>(declared: Lifecycle<Row>, gone: string, about: (row: Row) => string): Beside<Inspection> => ({
  record: inspection.name,
  title: declared.title,
  async find(reading, { id }) {
    const rows = await list<Row>(reading, declared, { where: all(is<Row>('inspection_id' as keyof Row & string, id), not(is<Row>('state' as keyof Row & string, gone))), order: [{ column: 'id' }], limit: MOST });
    return rows.map((row) => ({ label: declared.nameOf(row), href: `/${declared.path}/${row.id}`, about: about(row) }));
  },
});

const stateOf = <Row extends Recorded>({ states }: Lifecycle<Row>) => ({ state }: Row): string => states[state]?.label ?? '';

export const besideVisit = [
  naming<FieldNote>(fieldNote, 'struck', ({ mark, place, author_name }) => [marks[mark as Mark], place, author_name].filter(Boolean).join(' · ')),
  naming<VisitReport>(visitReport, 'void', stateOf<VisitReport>(visitReport)),
  naming<Recommendation>(recommendation, 'void', stateOf<Recommendation>(recommendation)),
  naming<FormalRecommendation>(formalRecommendation, 'void', stateOf<FormalRecommendation>(formalRecommendation)),
  naming<PlenarySpeech>(plenarySpeech, 'void', stateOf<PlenarySpeech>(plenarySpeech)),
];

/** What this person may begin with the visit. */
export function begunWith({ id, state, committee_id, body_ids }: Inspection, actor: Actor): Action[] {
  if (state === 'cancelled') return [];
  const begun = { committee_id, body_ids, author_id: actor.personId, member_id: actor.memberId, inspection_id: id };
  const link = <Row extends Recorded>(declared: Lifecycle<Row>, label: string): Action[] =>
    (mayCreate(declared, actor, { ...begun, state: declared.initial } as unknown as Row) ? [] : [{ label, href: `/${declared.path}/new?inspection_id=${id}` }]);
  return [
    ...link(fieldNote, '记一笔'),
    ...(state === 'planned' ? [] : [...link(visitReport, '起草报告'), ...link(recommendation, '登记建议'), ...link(formalRecommendation, '起草建议案'), ...link(plenarySpeech, '起草大会发言')]),
  ];
}

/** Where all of it is listed. */
export const listsOfVisits: Action[] = [fieldNote, visitReport, formalRecommendation, plenarySpeech].map(({ title, path }) => ({ label: title, href: `/${path}` }));
