import { sql } from 'kysely';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Act } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { workingDayAfter, type WorkCalendar } from '#platform/working-days.ts';

/** A deadline that another calendar moved. */
export interface Moved {
  record: string;
  id: string;
  name: string;
  from: string;
  to: string;
}

/** So many are looked at in one piece. */
const CHUNK = 500;

/** Counts every running clock that is set in working days anew by this calendar, each change with its journal line. */
export async function recountDeadlines(act: Act, calendar: WorkCalendar, reason: string): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const declared of act.house.records.values()) {
    if (declared.due?.counted) moved.push(...(await recountThose(act, declared, calendar, reason)));
  }
  return moved;
}

async function recountThose(act: Act, declared: Lifecycle, calendar: WorkCalendar, reason: string): Promise<Moved[]> {
  const { by, counted } = declared.due!;
  const moved: Moved[] = [];
  for (let rows = await running(act, declared, undefined); rows.length > 0; rows = await running(act, declared, rows.at(-1)!.id)) {
    for (const row of rows) {
      const content = row as unknown as Record<string, string>;
      const to = workingDayAfter(calendar, content[counted!.from]!, Number(content[counted!.days]));
      if (to === content[by]) continue;
      await amend(act, declared, row, { [by]: to }, { step: 'recount', relation: 'calendar', reason });
      moved.push({ record: declared.name, id: row.id, name: declared.nameOf(row), from: content[by]!, to });
    }
  }
  return moved;
}

/** Whose clock runs, whoever may see them: a holiday is everybody's. */
async function running(act: Act, { table, due }: Lifecycle, after: string | undefined): Promise<Recorded[]> {
  const { from, days } = due!.counted!;
  const { rows } = await sql<Recorded>`
    select r.* from ${sql.table(table)} as r
    where r.county_id = ${act.county} and r.state = any(${due!.in}::text[]) and ${sql.ref(`r.${days}`)} is not null and ${sql.ref(`r.${from}`)} is not null
      ${after ? sql`and r.id > ${after}::uuid` : sql``}
    order by r.id limit ${CHUNK} for update`.execute(act.db);
  return rows;
}
