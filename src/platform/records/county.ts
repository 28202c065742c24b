import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';

/** 县, or a superior: 市, 州, 省. */
export type Level = 'county' | 'city' | 'prefecture' | 'province';

export interface NewCounty {
  /** Names the county in public addresses: small letters, digits, dashes. */
  slug: string;
  name: string;
  bodyName: string;
  /** A demonstration county, marked as invented on every page and paper. */
  invented?: boolean;
  secondFactor?: 'required' | 'optional';
  /** A city, prefecture or province is a superior: it has an office of its own and sees only what counties share with it. */
  level?: Level;
  /** False: it is not shown before `showCounty` says so. */
  ready?: boolean;
}

/** Opens a county with an empty journal. Done as the owner of the tables, by whoever runs the installation. */
export async function foundCounty(owner: pg.Pool, county: NewCounty): Promise<string> {
  const id = uuidv7();
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(`set local citus.propagate_set_commands to 'local'; set local app.county to '${id}'`);
    await client.query(
      'insert into counties (county_id, slug, name, body_name, invented, second_factor, ready, level) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [id, county.slug, county.name, county.bodyName, county.invented ?? false, county.secondFactor ?? 'required', county.ready ?? true, county.level ?? 'county'],
    );
    await client.query('insert into journal_heads (county_id) values ($1)', [id]);
    await client.query('commit');
    return id;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Shows a county that was loaded whole. */
export async function showCounty(owner: pg.Pool, id: string): Promise<void> {
  await owner.query('update counties set ready = true where county_id = $1', [id]);
}

/** Frees the name of a county whose loading was interrupted. It stays unseen; nothing of it is removed. */
export async function putAsideUnfinished(owner: pg.Pool, slug: string): Promise<void> {
  await owner.query(`update counties set slug = 'unfinished-' || left(replace(county_id::text, '-', ''), 20) where slug = $1 and not ready`, [slug]);
}
