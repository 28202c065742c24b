import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { Badge, type BadgeTone } from '#platform/ui/badge.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { clausesIn } from '#plans/clauses.ts';
import { compare, type Compared } from '#plans/documents/comparing.ts';
import { editionsOf, otherOf } from '#plans/documents/facts.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { WordChanges, WordChangesKey } from '#platform/ui/word-changes.tsx';

/** Two versions of a plan side by side in one text: 新增、删除、修改, word by word. */
export function mountComparison(site: Site): void {
  site.add({
    method: 'GET', path: '/plans/:id/comparison', handle: show,
    api: { summary: '与另一版逐条对照', tag: plan.title, query: [{ name: 'with', in: 'query', description: '另一版的编号；不填为上一版', schema: { type: 'string' } }] },
  });
}

const words: Record<Compared['change'], string> = { same: '没有变化', renumbered: '只改序号', changed: '修改', added: '新增', removed: '删除' };
const tones: Record<Compared['change'], BadgeTone> = { same: 'draft', renumbered: 'draft', changed: 'open', added: 'closed', removed: 'refused' };

async function show(visit: Visit): Promise<Response> {
  const { newer, older, others } = await look(visit, (reading) => pair(reading, visit));
  const rows = compare(clausesIn(older), clausesIn(newer));
  if (visit.json) return json(visit, { older: older.id, newer: newer.id, items: rows.map(({ change, older: was, newer: now, runs }) => ({ change, older: was ?? null, newer: now ?? null, runs })) });
  const changed = rows.filter(({ change }) => change !== 'same' && change !== 'renumbered');
  const moved = rows.filter(({ change }) => change === 'renumbered');
  const same = rows.filter(({ change }) => change === 'same');
  return page(visit, (
    <Desk frame={frameOf(visit)} title="逐条对照" width="narrow">
      <Head title="逐条对照" lead={`${named(older)} → ${named(newer)}`} back={{ label: newer.title, href: `/plans/${newer.id}` }} others={others.map((one) => ({ label: `与${named(one)}对照`, href: `/plans/${newer.id}/comparison?with=${one.id}` }))} />
      <Section title="改了什么" count={changed.length}>
        {changed.length === 0 ? <p>两版正文没有不同。</p> : <WordChangesKey />}
        {changed.map((row) => <Piece row={row} />)}
      </Section>
      {moved.length > 0 && (
        <Section title="只改了序号" count={moved.length}>
          <p>{moved.map(({ older: was, newer: now }) => `${was!.number} → ${now!.number}`).join('、')}</p>
        </Section>
      )}
      {same.length > 0 && (
        <Section title="没有变化的条文" count={same.length}>
          <p>{same.map(({ newer: clause }) => clause!.number || clause!.heading).filter(Boolean).join('、')}</p>
        </Section>
      )}
    </Desk>
  ));
}

const named = (row: Plan): string => `${row.title}（${row.in_force_from ? `${row.in_force_from}起施行` : '起草稿'}）`;

/** The plan of the address and the other version, by age; three more to choose from. */
async function pair(reading: Reading, visit: Visit): Promise<{ older: Plan; newer: Plan; others: Plan[] }> {
  const row = await get<Plan>(reading, plan, visit.param('id'));
  const editions = await editionsOf(reading, row.kind);
  const asked = visit.query.get('with');
  const other = asked ? await get<Plan>(reading, plan, asked) : otherOf(row, editions);
  if (!other) throw new Problem(422, 'nothing_to_compare', '这份方案还没有可以对照的另一版。');
  if (other.kind !== row.kind) throw new Problem(422, 'other_kind', '两份方案不是同一类，不能逐条对照。');
  const [older, newer] = row.in_force_from && other.in_force_from && other.in_force_from > row.in_force_from ? [row, other] : [other, row];
  return { older, newer, others: editions.filter(({ id }) => id !== row.id && id !== other.id).slice(0, 3) };
}

const Piece = ({ row: { change, runs } }: { row: Compared }) => (
  <div class="compared">
    <Badge tone={tones[change]}>{words[change]}</Badge>
    <WordChanges runs={runs} />
  </div>
);
