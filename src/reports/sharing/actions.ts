import { sql } from 'kysely';
import { is } from '#platform/predicate.ts';
import { Problem, invalid } from '#platform/problems.ts';
import { program } from '#platform/identity/actor.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import type { Declared } from '#reports/declared.ts';
import { listOf, tell, type Told } from '#reports/sharing/defined.ts';
import type { SharedFigure } from '#reports/sharing/figures/record.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { endShared, restateRolled, sameNumber, showNames, writeRolled, writeShared, type Placed } from '#reports/sharing/rolled.ts';
import { publishStandings } from '#reports/sharing/standings.ts';
import { subscription, type Subscription } from '#reports/sharing/subscriptions/record.ts';

/** Superiors of this installation, for a county to choose from. */
export async function superiorsHere({ db }: Pick<Reading, 'db'>): Promise<{ id: string; bodyName: string }[]> {
  const { rows } = await sql<{ id: string; bodyName: string }>`select county_id as id, body_name as "bodyName" from counties where level <> 'county' and ready order by founded_at limit 100`.execute(db);
  return rows;
}

/** Who is meant by a name: the superior on this installation, or one elsewhere. */
export async function enterSharing(act: Act, values: Pick<Sharing, 'superior_name' | 'sends'> & { names_shown?: boolean }): Promise<Sharing> {
  const here = (await superiorsHere(act)).find(({ bodyName }) => bodyName === values.superior_name);
  const [open] = await list<Sharing>(act, sharing, { where: is<Sharing>('superior_name', values.superior_name), order: [{ column: 'id', descending: true }], limit: 1 });
  if (open && open.state !== 'ended') throw invalid({ superior_name: '和这个单位的数据共享已经登记。请打开那一条修改，或先停止。' });
  return create<Sharing>(act, sharing, { ...values, names_shown: values.names_shown ?? false, superior_id: here?.id ?? null });
}

/** Beginning writes the county down with the superior, who sees it from then on. */
export const begin: Effect<Sharing> = async (act, row, input: { agreed_by: string; agreed_on: string; document_no: string }) => {
  if (row.superior_id) {
    const { rows } = await sql<{ name: string }>`select name from counties where county_id = ${act.county}`.execute(act.db);
    await writeShared(act, { superior: row.superior_id, subject: act.county, name: rows[0]!.name, namesShown: row.names_shown, since: input.agreed_on, agreedBy: input.agreed_by, documentNo: input.document_no });
  }
  return input;
};

export const end: Effect<Sharing> = async (act, row) => {
  const day = dayOf(act.at);
  if (row.superior_id && row.state === 'active') {
    await endShared(act, row.superior_id, act.county, day);
    standAnew(act, row.superior_id);
  }
  return { ended_on: day };
};

export async function correctSharing(act: Act, row: Sharing, values: Partial<Sharing>): Promise<Values<Sharing>> {
  if (values.superior_name !== undefined && values.superior_name !== row.superior_name) throw invalid({ superior_name: '报给哪里不能改。请停止这一条，另外登记。' });
  if (row.superior_id && row.state === 'active' && values.names_shown !== undefined && values.names_shown !== row.names_shown) {
    await showNames(act, row.superior_id, act.county, values.names_shown);
    standAnew(act, row.superior_id);
  }
  return values;
}

/** After the commit: what the counties may read of each other. */
function standAnew(act: Act, superior: string, period?: string): void {
  act.notices.push(() => publishStandings(act.house, superior, period));
}

export async function sharingOf(act: Reading, id: string): Promise<Sharing> {
  const [row] = await list<Sharing>({ ...act, actor: program(act.county) }, sharing, { where: is<Sharing>('id', id), limit: 1 });
  return row!;
}

const subscriptionOf = async (act: Reading, { subscription_id }: SharedFigure): Promise<Subscription> =>
  (await list<Subscription>({ ...act, actor: program(act.county) }, subscription, { where: is<Subscription>('id', subscription_id), limit: 1 }))[0]!;

const placed = (act: Act, superior: string, { required_id, digest }: Subscription, { period }: SharedFigure): Placed => ({ superior, required: required_id, subject: act.county, period, digest });

async function expectSharing(act: Act, row: SharedFigure): Promise<Sharing> {
  const under = await sharingOf(act, row.sharing_id);
  if (under.state !== 'active') throw new Problem(409, 'not_sharing', `和${under.superior_name}的数据共享没有在进行，数字不能报送。`);
  return under;
}

/** What was looked at is what goes out. */
export const send: Effect<SharedFigure> = async (act, row) => {
  const under = await expectSharing(act, row);
  if (under.superior_id) {
    await writeRolled(act, placed(act, under.superior_id, await subscriptionOf(act, row), row), { ...row, asOf: row.as_of, revision: 1 });
    standAnew(act, under.superior_id, row.period);
  }
  return { sent_on: dayOf(act.at), revision: 1 };
};

/** The number as the records have it at the moment of the act. */
export async function countNow(act: Act, declared: Declared, of: Subscription, span: { from: string; to: string }): Promise<Told & Pick<SharedFigure, 'as_of' | 'list'>> {
  const [told] = await tell(act, declared, [of], span);
  return { ...told!, as_of: act.at, list: listOf(act.house, declared, of, span, act.at) };
}

export const recount = (declared: Declared): Effect<SharedFigure> => async (act, row) =>
  countNow(act, declared, await subscriptionOf(act, row), { from: row.from_on, to: row.to_on });

/** A number that was reported is never changed silently: the new one stands beside the old one, with reason and moment. */
export const restate = (declared: Declared): Effect<SharedFigure> => async (act, row, { said }: { said: string }) => {
  const under = await expectSharing(act, row);
  const of = await subscriptionOf(act, row);
  const now = await countNow(act, declared, of, { from: row.from_on, to: row.to_on });
  if (sameNumber(now, row)) throw new Problem(422, 'unchanged', '按现在的记录重数，数字和报送的一样，不用更正。');
  const revision = row.revision + 1;
  if (under.superior_id) {
    await restateRolled(act, placed(act, under.superior_id, of, row), row, { ...now, asOf: now.as_of, revision }, said);
    standAnew(act, under.superior_id, row.period);
  }
  return { ...now, revision, said };
};
