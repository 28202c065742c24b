import { sql } from 'kysely';
import type { Awaited, AwaitedOne } from '#platform/awaited.ts';
import { relation } from '#platform/identity/relations.ts';
import { holds } from '#platform/identity/actor.ts';
import { all, is, oneOf, when } from '#platform/predicate.ts';
import { among, list } from '#platform/records/read.ts';
import { deedConfirmation, type DeedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';

/** What those who were helped said and somebody must look into. */

const MOST = 100;

const clerks = relation('deed_confirmation_keepers', '联络委工作人员、县政协办公室', (actor) => when(holds(actor, 'worker', 'director', 'deputy_director', 'county_office')));

const flaggedAwaited: Awaited = {
  title: deedConfirmation.title, what: '核对来源', href: `/${deedConfirmation.path}?state=given`, whose: clerks,
  async find(reading) {
    const { rows } = await sql<DeedConfirmation>`
      select r.* from deed_confirmations r where ${among(reading, deedConfirmation)} and r.flags <> '{}' and r.state = 'given' order by r.told_on desc, r.id desc limit ${MOST}`.execute(reading.db);
    return rows.map(({ id, subject, told_on }): AwaitedOne => ({ label: subject, href: `/${deedConfirmation.path}/${id}`, since: told_on }));
  },
};

const deniedAwaited: Awaited = {
  title: deed.title, what: '受益人说没有办', href: `/${deed.path}?confirmation=not_done`, whose: clerks,
  async find(reading) {
    const rows = await list(reading, deed, { where: all(is<Deed>('confirmation', 'not_done'), oneOf<Deed>('state', ['recorded', 'verified'])), order: [{ column: 'confirmed_on', descending: true }], limit: MOST });
    return rows.map(({ id, deed: what, confirmed_on }): AwaitedOne => ({ label: what, href: `/${deed.path}/${id}`, since: confirmed_on }));
  },
};

export const confirmationsAwaited = [flaggedAwaited, deniedAwaited];
