import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import type { WorkKind } from '#platform/work.ts';
import { BurdenPage } from '#assessment/schemes/burden-page.tsx';
import { burdensOf, proofsAsked } from '#assessment/schemes/burdening.ts';
import { compareOn, otherOf, othersThan, readableScheme, type Comparison } from '#assessment/schemes/comparing.ts';
import { ComparisonPage } from '#assessment/schemes/comparison-page.tsx';
import type { LineSide } from '#assessment/schemes/moving.ts';
import { openedToReckon } from '#assessment/schemes/opening.ts';
import { tryOn } from '#assessment/schemes/reckoning.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { spreadOf } from '#assessment/schemes/spread.ts';

/** What a scheme would change, and what it costs and invites: before it is adopted, or looking back. */
export function mountWeighing(site: Site, works: () => readonly WorkKind[]): void {
  const tag = assessmentScheme.title;
  const year = { name: 'year', in: 'query', description: '用哪一年的记录', schema: { type: 'integer' } };
  const other = { name: 'with', in: 'query', description: '另一份办法的编号；不填为施行的一份', schema: { type: 'string' } };
  site.add({ method: 'GET', path: '/assessment-schemes/:id/comparison', handle: compare(works), readsOnly: true, api: { summary: '同一年按两份办法各得多少分', tag, query: [other, year] } });
  site.add({ method: 'GET', path: '/assessment-schemes/:id/burden', handle: burden(works), readsOnly: true, api: { summary: '办法的负担和漏洞', tag, query: [year] } });
}

const yearOf = (visit: Visit): number | undefined => Number(visit.query.get('year')) || undefined;

const compare = (works: () => readonly WorkKind[]): Handler => (visit) => look(visit, async (reading) => {
  const row = await openedToReckon(reading, visit);
  const others = await othersThan(reading, row);
  const other = await otherOf(reading, row, visit.query.get('with'), others);
  if (!other) return visit.json ? json(visit, { items: [] }) : page(visit, <ComparisonPage frame={frameOf(visit)} row={row} others={others} />);
  const comparison = await compareOn(reading, works(), other, row, yearOf(visit));
  if (visit.json) return json(visit, toldOf(comparison));
  const chosen = comparison.moved.find(({ id }) => id === visit.query.get('of')) ?? (row.subject === 'member' ? undefined : comparison.moved[0]);
  return page(visit, <ComparisonPage frame={frameOf(visit)} row={row} others={others} comparison={comparison} chosen={chosen} />);
});

const sideTold = (side: LineSide | undefined) => (side ? { points: String(side.points), rule: side.rule, sentence: side.sentence, records: side.records } : null);

/** People are told as a distribution only, here too. */
function toldOf({ year, older, newer, moved }: Comparison) {
  const told = { year, older: older.row.id, newer: newer.row.id };
  if (newer.scheme.subject === 'member') return { ...told, before: spreadOf(older.scheme, older.scored), after: spreadOf(newer.scheme, newer.scored) };
  return {
    ...told,
    items: moved.map(({ name, before, after, difference, lines }) => ({
      name, before: String(before.sheet.total), after: String(after.sheet.total), difference: String(difference), place_before: before.grade.place, place_after: after.grade.place,
      lines: lines.map((line) => ({ section: line.section, name: line.name, before: sideTold(line.before), after: sideTold(line.after), difference: String(line.difference), why: line.why })),
    })),
  };
}

const burden = (works: () => readonly WorkKind[]): Handler => (visit) => look(visit, async (reading) => {
  const row = await openedToReckon(reading, visit);
  const scheme = readableScheme(row);
  const { year, scored } = await tryOn(reading, works(), scheme, yearOf(visit), true);
  const sheets = scored.map(({ sheet }) => sheet);
  const [burdens, proofs] = [burdensOf(scheme, sheets), proofsAsked(scheme, sheets)];
  if (visit.json) return json(visit, { year, subjects: sheets.length, proofs, items: burdens });
  return page(visit, <BurdenPage frame={frameOf(visit)} row={row} year={year} subjects={sheets.length} burdens={burdens} proofs={proofs} />);
});
