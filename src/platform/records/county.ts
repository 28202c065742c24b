import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';

export interface NewCounty {
  /** Names the county in public addresses: small letters, digits, dashes. */
  slug: string;
  name: string;
  bodyName: string;
  /** A demonstration county, marked as invented on every page and paper. */
  invented?: boolean;
  secondFactor?: 'required' | 'optional';
}

/** Opens a county with an empty journal. Done as the owner of the tables, by whoever runs the installation. */
export async function foundCounty(owner: pg.Pool, county: NewCounty): Promise<string> {
  const id = uuidv7();
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(`set local citus.propagate_set_commands to 'local'; set local app.county to '${id}'`);
    await client.query(
      'insert into counties (county_id, slug, name, body_name, invented, second_factor) values ($1, $2, $3, $4, $5, $6)',
      [id, county.slug, county.name, county.bodyName, county.invented ?? false, county.secondFactor ?? 'required'],
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
