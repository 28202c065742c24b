import { expect, test } from 'vitest';
import type { County } from '#platform/http/visit.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all } from '#platform/predicate.ts';
import { proposal } from '#duties/proposals/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { ManyQueues } from '#reports/home/many-queues.tsx';
import type { Waiting } from '#reports/home/waiting.ts';

const county = { called: {} } as unknown as County;
const waitsIn = (declared: unknown, state: string, rows: object[], total = rows.length): Waiting =>
  ({ declared: declared as Lifecycle, state, step: Object.values((declared as Lifecycle).steps)[0]!, where: all(), total, rows: rows as Recorded[] });
const due = (title: string, due_on: string) => ({ id: title, title, state: 'accepted', due_on });

test('the nearest days of all kinds stand first, then every kind on one line with its whole number', async () => {
  const days = ['2026-08-31', '2026-05-01', '2026-07-01', '2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04'];
  const waiting = [waitsIn(proposal, 'accepted', days.map((day) => due(`期限${day}`, day)), 41), waitsIn(deed, 'planned', [{ id: 'deed', title: '修桥', state: 'planned' }])];
  const said = String(<ManyQueues waiting={waiting} looked={[]} county={county} near={5} />);
  expect([...said.matchAll(/>期限(\d{4}-\d{2}-\d{2})/gu)].map(([, day]) => day)).toEqual(days.toSorted().slice(0, 6));
  expect([...said.matchAll(/href="\/([a-z-]+)\?state=(\w+)".*?card-count">(\d+)</gu)].map(([, ...line]) => line)).toEqual([[proposal.path, 'accepted', '41'], [deed.path, 'planned', '1']]);
});
