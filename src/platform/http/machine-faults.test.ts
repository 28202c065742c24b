import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { machineFault } from './machine-faults.ts';

const refused = (code: string) => Object.assign(new DatabaseError('in its own words', 0, 'error'), { code });
const broken = (code: string, syscall: string) => Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

test.each([
  ['the disk of the database', refused('53100'), 507],
  ['the disk of the files', broken('ENOSPC', 'write'), 507],
  ['a quota', broken('EDQUOT', 'write'), 507],
  ['a PostgreSQL that starts', refused('57P03'), 503],
  ['one that crashed', refused('57P02'), 503],
  ['one that is not there', broken('ENOENT', 'connect'), 503],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 503],
  ['no connection free', new Error('timeout exceeded when trying to connect'), 503],
  ['a statement that was stopped', refused('57014'), 503],
  ['two acts in each other’s way', refused('40P01'), 503],
  ['one that is wrapped', new Error('not read', { cause: refused('53100') }), 507],
])('%s is said as what it is', (_what, error, status) => {
  expect(machineFault(error)?.status).toBe(status);
  expect(machineFault(error)?.message).toMatch(/请/);
});

test.each([['a wrong statement', refused('42601')], ['a file of ours that is missing', broken('ENOENT', 'open')], ['a mistake', new TypeError('x is undefined')], ['nothing', undefined]])('%s stays a fault of ours', (_what, error) => {
  expect(machineFault(error)).toBeUndefined();
});
