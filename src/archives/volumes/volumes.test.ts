import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, createMany, take } from '#platform/records/write.ts';
import { arrivalIn } from '#platform/files/store.ts';
import { takeIn } from '#platform/files/taking-in.ts';
import { attach } from '#platform/files/attachments.ts';
import { verifyFiles } from '#platform/files/verify.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { term, type Term } from '#institutions/terms/record.ts';
import { termsSlice } from '#institutions/terms/slice.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { attendingSlice } from '#duties/attending/slice.ts';
import { memberAnnual, type MemberAnnual } from '#archives/annuals/record.ts';
import { annualsSlice } from '#archives/annuals/slice.ts';
import { archiveEvent, type ArchiveEvent } from '#archives/events/record.ts';
import { eventsSlice } from '#archives/events/slice.ts';
import { archiveNote, type ArchiveNote } from '#archives/notes/record.ts';
import { notesSlice } from '#archives/notes/slice.ts';
import { effects, entering } from '#archives/volumes/actions.ts';
import { progressOf, tellCutOff } from '#archives/volumes/making.ts';
import { hasOpenssl, timeStampServer } from '#archives/volumes/fixtures.ts';
import { archiveVolume, volumeFields, type ArchiveVolume } from '#archives/volumes/record.ts';
import { volumesSlice } from '#archives/volumes/slice.ts';
import { verifyVolume } from '#archives/volumes/verify.mjs';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';

const works = () => [...eventsSlice.work!, ...notesSlice.work!];
const slices = [termsSlice(), parametersSlice, workCalendarSlice, attendingSlice, eventsSlice, notesSlice, annualsSlice, volumesSlice(works)];
const folder = mkdtempSync(join(tmpdir(), 'volume-'));
const path = join(folder, 'volume.zip');
let county: TestCounty;
let sealed: ArchiveVolume;
let files: Record<string, Uint8Array>;

const begin = (values: object, who: Actor = county.cast.office): Promise<ArchiveVolume> => county.act((act) => entering(works)(act, { scope: 'year', year: 2025, ...values } as never, {}), who);
const finished = async (id: string): Promise<ArchiveVolume> => {
  await progressOf(id)?.finished;
  return reading(county.house, county.cast.office, (look) => get<ArchiveVolume>(look, archiveVolume, id));
};
const bytesOf = async (row: ArchiveVolume): Promise<Buffer> => Buffer.from(await new Response(await county.house.files.open(county.id, row.pack_hash!)).arrayBuffer());

beforeAll(async () => {
  county = await testCounty(slices);
  const { here, there } = county;
  await county.act(async (act) => {
    const event = await create<ArchiveEvent>(act, archiveEvent, { state: 'closed', title: '=读书班', kind: 'training', held_on: '2025-06-01', committee_id: here.committee, asked_ids: [here.member], asked_n: 1, came_n: 1, closed_on: '2025-06-02' });
    await createMany<Attendance>(act, attendance, [{ event_id: event.id, subject: event.title, held_on: event.held_on, committee_id: here.committee, capacity: 'member', invitee: '石大山', member_id: here.member, leave_by: 'office', came: true, halves: {}, present_halves: 1, closed_on: '2025-06-02' }]);
    await createMany<MemberAnnual>(act, memberAnnual, [2024, 2025].map((year) => ({ state: 'confirmed', member_id: there.member, name: '杨小河', year, summary: `${year}年修通了水沟`, written_on: '2026-01-05', confirmed_on: '2026-01-09', confirmed_by: '周敏' })));
    const notes = await createMany<ArchiveNote>(act, archiveNote, [
      { kind: 'honour', title: '先进, “双岗”', day: '2025-12-31', level: 'city', subject: 'member', member_id: there.member, name: '杨小河' },
      { kind: 'honour', title: '下一年的', day: '2026-01-01', subject: 'member', member_id: there.member, name: '杨小河' },
    ]);
    const scan = arrivalIn(county.house.files);
    writeFileSync(scan, '表彰决定');
    await attach(act, archiveNote, notes[0]!.id, await takeIn(county.house.files, county.id, [{ name: '决定.txt', path: scan }]));
  }, county.cast.office);
  sealed = await finished((await begin({})).id);
  writeFileSync(path, await bytesOf(sealed));
  files = unzipSync(new Uint8Array(readFileSync(path)));
});
afterAll(async () => {
  await county.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('who may do what in which state', async () => {
  expect(faultsOfPath(archiveVolume)).toEqual([]);
  expect(matrix(archiveVolume, { 'of the county': { committee_id: null }, 'of the own committee': { committee_id: own.committee }, 'of another': { committee_id: other.committee } })).toMatchSnapshot();
  await expectRelationsAgree(county.house, archiveVolume, volumeFields, { columns: { committee_id: [own.committee, other.committee, null] } });
});

describe('a volume', () => {
  const manifest = () => JSON.parse(strFromU8(files['manifest.json']!)) as { files: { path: string; title?: string; keep?: string; part?: string; sha256: string }[]; journal: { seq: number; hash: string } };

  test('is sealed: the seal is on record, the pack is what the store keeps, and the journal’s place is written in it', async () => {
    expect(sealed).toMatchObject({ state: 'sealed', title: '全县2025年履职档案年度卷', fault: null, records_n: 2, stamped_at: null });
    expect(createHash('sha256').update(files['manifest.json']!).digest('hex')).toBe(sealed.seal);
    expect(manifest().journal).toEqual({ seq: Number(sealed.journal_seq), hash: sealed.journal_hash });
    expect(await verifyVolume(path, sealed.seal!)).toMatchObject({ faults: [], title: sealed.title, seal: sealed.seal });
    expect(await verifyFiles(county.house, county.id)).toMatchObject({ damaged: [], unnamed: [] });
  });

  test('holds the archives of all, the records of the year with their files and no other, each with its period of retention', () => {
    const items = manifest().files.filter(({ title }) => title);
    const kept = (title: string) => items.find((one) => one.title!.includes(title))?.keep;
    expect(items.filter(({ part }) => part === '履职档案')).toHaveLength(3 * 4); // PDF, Word and data of each
    expect([kept('先进'), kept('读书班'), kept('履职档案（'), kept('附件：决定.txt')]).toEqual(['永久', '10年', '永久', '永久']);
    expect(items.map(({ title }) => title).join()).not.toContain('下一年的');
    expect(strFromU8(files['catalogue.html']!)).toContain('先进, “双岗”');
  });

  test('holds what each member says of the year, with the confirmation', () => {
    const told = Object.keys(files).filter((name) => /^dossiers\/member-\d+\.json$/u.test(name)).map((name) => JSON.parse(strFromU8(files[name]!)) as { name: string; annuals?: object[] });
    expect(told.find(({ name }) => name === '杨小河')!.annuals).toEqual([{ year: 2025, summary: '2025年修通了水沟', written_on: '2026-01-05', state: 'confirmed', opinion: null, confirmed_on: '2026-01-09', confirmed_by: '周敏' }]);
    expect(told.find(({ name }) => name === '石大山')!.annuals).toBeUndefined();
    const papers = Object.keys(files).filter((name) => /^dossiers\/member-\d+\.docx$/u.test(name)).map((name) => strFromU8(unzipSync(files[name]!)['word/document.xml']!));
    expect(papers.filter((words) => words.includes('2025年修通了水沟') && words.includes('同意（周敏，2026-01-09）'))).toHaveLength(1);
  });

  test('is unpacked alike by every program: no name needs a character set', () => {
    expect(Object.keys(files).filter((name) => !/^[\w./-]+$/u.test(name))).toEqual([]);
    expect(strFromU8(files['guide.txt']!)).toContain('node verify.mjs');
  });

  test('keeps each record as a PDF beside its data, so that it is read without this program', () => {
    const pdfs = Object.keys(files).filter((name) => name.endsWith('.pdf'));
    expect([pdfs.filter((name) => name.startsWith('dossiers/')).length, pdfs.filter((name) => name.startsWith('records/')).length]).toEqual([4, sealed.records_n]);
    for (const name of pdfs) expect(strFromU8(files[name]!.subarray(0, 5))).toBe('%PDF-');
  });

  test('made again from the same moment it is the same, byte for byte', async () => {
    await county.act((act) => createMany<ArchiveNote>(act, archiveNote, [{ kind: 'honour', title: '后来补登的', day: '2025-05-05', subject: 'member', member_id: county.here.member, name: '石大山' }]));
    await county.database.ownerPool.query(`select set_config('app.county', '${county.id}', false)`);
    await county.database.ownerPool.query(`update archive_volumes set state = 'failed' where id = $1`, [sealed.id]);
    await county.act((act) => take<ArchiveVolume>(act, archiveVolume, sealed.id, 'retry', { effect: effects(works).retry }), county.cast.office);
    expect((await finished(sealed.id)).pack_hash).toBe(sealed.pack_hash);
  });

  test('is made once; of a year that is not over not at all; a committee makes its own', async () => {
    await expect(begin({})).rejects.toThrow('已经有了');
    await expect(begin({ year: 2099 })).rejects.toMatchObject({ fields: { year: expect.stringContaining('还没有过完') } });
    await expect(begin({ scope: 'term', year: undefined, term: 3 })).rejects.toMatchObject({ fields: { term: expect.stringContaining('没有登记') } });
    const ours = await finished((await begin({}, county.cast.worker)).id);
    expect(ours).toMatchObject({ state: 'sealed', committee_id: county.here.committee, records_n: 1 });
    await expect(begin({ committee_id: county.there.committee }, county.cast.worker)).rejects.toMatchObject({ status: 403 });
  });

  test('of a term that is over holds one archive of each of its members, and no records', async () => {
    const [row] = await county.act((act) => createMany<Term>(act, term, [{ number: 9, state: 'closed', starts_on: '2021-12-01', ends_on: '2025-12-01' }] as never[]));
    const handed = await finished((await begin({ scope: 'term', year: undefined, term: row!.number })).id);
    expect(handed).toMatchObject({ state: 'sealed', title: '全县第9届委员履职档案移交卷', from_day: '2021-12-01', to_day: '2025-12-01', fault: null, records_n: 0 });
    const packed = Object.keys(unzipSync(new Uint8Array(await bytesOf(handed))));
    expect(packed.filter((name) => /^dossiers\/member-\d+\.pdf$/u.test(name))).toHaveLength(2);
    expect(packed.filter((name) => name.startsWith('records/') || name.includes('committee-'))).toEqual([]);
    const copy = join(folder, 'term.zip');
    writeFileSync(copy, await bytesOf(handed));
    expect(await verifyVolume(copy, handed.seal!)).toMatchObject({ faults: [] });
  });

  test('that a stop of the program cut off says so when it starts again, and is made when it is tried again', async () => {
    const [cut] = await county.act((act) => createMany<ArchiveVolume>(act, archiveVolume, [{ state: 'making', scope: 'year', year: 2024, from_day: '2024-01-01', to_day: '2024-12-31', title: '全县2024年履职档案年度卷', as_of: new Date(), journal_seq: '1', journal_hash: '' }] as never[]));
    await county.act((act) => tellCutOff(act));
    expect(await finished(cut!.id)).toMatchObject({ state: 'failed', fault: expect.stringContaining('没有写完') });
    await county.act((act) => take<ArchiveVolume>(act, archiveVolume, cut!.id, 'retry', { effect: effects(works).retry }), county.cast.office);
    expect(await finished(cut!.id)).toMatchObject({ state: 'sealed', fault: null });
  });

  test('that cannot be made says why, and is made when it is tried again', async () => {
    const hash = createHash('sha256').update('表彰决定').digest('hex');
    await county.house.files.remove(county.id, hash);
    const failed = await finished((await begin({ committee_id: county.there.committee })).id);
    expect(failed).toMatchObject({ state: 'failed', fault: expect.stringContaining('再试') });
    const back = arrivalIn(county.house.files);
    writeFileSync(back, '表彰决定');
    await county.house.files.put(county.id, back);
    await county.act((act) => take<ArchiveVolume>(act, archiveVolume, failed.id, 'retry', { effect: effects(works).retry }), county.cast.office);
    expect(await finished(failed.id)).toMatchObject({ state: 'sealed', fault: null });
  });
});

describe.skipIf(!hasOpenssl)('a volume in a county with a time-stamp server', () => {
  beforeAll(() => void vi.stubEnv('ALLOW_PRIVATE_ADDRESSES', '1'));
  afterAll(() => void vi.unstubAllEnvs());
  const serverIs = (value: string) => county.act((act) => createMany<ParameterSetting>(act, parameterSetting, [{ key: 'archives.stamp_server', value, from_day: '2020-01-01', why: '局域网时间戳' }] as never[]));
  const made = async (year: number) => {
    const row = await finished((await begin({ year })).id);
    const pack = await bytesOf(row);
    return { row, pack, files: unzipSync(new Uint8Array(pack)) };
  };

  test('bears the stamp that openssl accepts for its manifest, and the verifier names the stamp when it was changed', async () => {
    const server = await timeStampServer();
    try {
      await serverIs(server.address);
      const { row, pack, files: packed } = await made(2023);
      expect(row).toMatchObject({ state: 'sealed', stamp_by: 'Test TSA', fault: null });
      writeFileSync(server.at('manifest.json'), packed['manifest.json']!);
      writeFileSync(server.at('kept.tsr'), packed['timestamp.tsr']!);
      expect(server.openssl('ts', '-verify', '-data', 'manifest.json', '-in', 'kept.tsr', '-CAfile', 'cert.pem').toString()).toContain('OK');
      const stamped = join(folder, 'stamped.zip');
      writeFileSync(stamped, pack);
      expect((await verifyVolume(stamped, row.seal!)).faults).toEqual([]);
      const opened = join(folder, 'stamped');
      for (const [name, bytes] of Object.entries(packed)) {
        mkdirSync(dirname(join(opened, name)), { recursive: true });
        writeFileSync(join(opened, name), bytes);
      }
      packed['timestamp.tsr']![40]! ^= 1;
      writeFileSync(join(opened, 'timestamp.tsr'), packed['timestamp.tsr']!);
      expect((await verifyVolume(opened, row.seal!)).faults.map(({ path: name }) => name)).toEqual(['timestamp.tsr']);
    } finally {
      server.stop();
    }
  });

  test('is sealed without one when the server does not answer, and says that it was asked in vain', async () => {
    const { row, files: packed } = await made(2022);
    expect(row).toMatchObject({ state: 'sealed', stamped_at: null, fault: expect.stringContaining('没有加盖时间戳') });
    expect(packed['timestamp.tsr']).toBeUndefined();
  });
});

describe('the verifier', () => {
  const unpacked = join(folder, 'unpacked');
  beforeAll(() => {
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(unpacked, name)), { recursive: true });
      writeFileSync(join(unpacked, name), bytes);
    }
  });
  const named = async (change: () => void, back: () => void): Promise<string[]> => {
    change();
    const { faults } = await verifyVolume(unpacked).finally(back);
    return faults.map(({ path: name }) => name);
  };

  test('runs by itself, from the unpacked folder and over the pack', () => {
    expect(execFileSync(process.execPath, [join(unpacked, 'verify.mjs')]).toString()).toContain('都和封存时一样');
    expect(execFileSync(process.execPath, [join(unpacked, 'verify.mjs'), path, '--seal', sealed.seal!]).toString()).toContain('和登记在册的一致');
    expect(() => execFileSync(process.execPath, [join(unpacked, 'verify.mjs'), path, '--seal', '0'.repeat(64)])).toThrow('Command failed');
  });

  test('names every file in which one bit is turned, wherever it is', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(files)), fc.nat(), fc.integer({ min: 0, max: 7 }), async (name, place, bit) => {
      const bytes = files[name]!;
      const changed = new Uint8Array(bytes);
      changed[place % bytes.length]! ^= 1 << bit;
      expect(await named(() => writeFileSync(join(unpacked, name), changed), () => writeFileSync(join(unpacked, name), bytes)), `${name} at ${place % bytes.length}`).toContain(name);
    }), { numRuns: 30 + Object.keys(files).length, examples: Object.keys(files).map((name): [string, number, number] => [name, 0, 0]) });
  });

  test('names what is missing and what was put in', async () => {
    for (const name of Object.keys(files)) expect(await named(() => rmSync(join(unpacked, name)), () => writeFileSync(join(unpacked, name), files[name]!)), name).toContain(name);
    const added = join(unpacked, 'records', '多出来的.html');
    expect(await named(() => writeFileSync(added, 'x'), () => rmSync(added))).toEqual(['records/多出来的.html']);
  });

  test('names a catalogue that says something else, also when everything was sealed anew over it', async () => {
    const forged = strFromU8(files['catalogue.csv']!).replace('永久', '10年');
    const manifest = JSON.parse(strFromU8(files['manifest.json']!));
    manifest.files.find((one: { path: string }) => one.path === 'catalogue.csv').sha256 = createHash('sha256').update(forged).digest('hex');
    const text = JSON.stringify(manifest);
    const replaced: Record<string, string> = { 'catalogue.csv': forged, 'manifest.json': text, 'seal.txt': `manifest.json ${createHash('sha256').update(text).digest('hex')}\n` };
    const faults = await named(() => Object.entries(replaced).forEach(([name, words]) => writeFileSync(join(unpacked, name), words)), () => Object.keys(replaced).forEach((name) => writeFileSync(join(unpacked, name), files[name]!)));
    expect(faults).toEqual(['catalogue.csv']);
  });

  test('of a pack with one byte changed anywhere says that it is wrong, or what is in it is the same', async () => {
    const whole = readFileSync(path);
    const broken = join(folder, 'broken.zip');
    const hashesOf = (packed: Record<string, Uint8Array>) => Object.fromEntries(Object.entries(packed).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));
    const known = hashesOf(files);
    await fc.assert(fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (place) => {
      const changed = Buffer.from(whole);
      changed[place]! ^= 0x10;
      writeFileSync(broken, changed);
      const { faults } = await verifyVolume(broken);
      if (faults.length === 0) expect(hashesOf(unzipSync(new Uint8Array(changed)))).toEqual(known);
    }), { numRuns: 40 });
  });
});
