import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildSite, figures, records } from '#county.ts';
import { said, text } from '#platform/fields.ts';
import { lifecycle, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { always } from '#platform/predicate.ts';
import { projectRoot } from '#platform/root.ts';
import { consultation } from '#duties/consultations/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { complaintAbout, declaredParameter, forbidsOf, parameters, type ParameterKey } from '#plans/parameters.ts';
import { askings, heldTwice, minutes } from '#reports/compliance/burden.ts';
import { allRules, promises } from '#reports/compliance/rules.ts';

const sourceFiles = globSync('src/**/*.{ts,tsx}', { cwd: projectRoot, exclude: ['**/*.test.*', '**/compliance/**', '**/forbidding.ts'] });
const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

describe('the list', () => {
  test('every rule has its reason and a proof that is there', () => {
    expect(promises.map(({ key }) => key)).toEqual(Array.from({ length: 15 }, (_, n) => `R${n + 1}`));
    for (const { key, reason, kept, proof } of allRules) {
      expect(reason.length, key).toBeGreaterThan(3);
      expect(kept.length, key).toBeGreaterThan(3);
      expect(existsSync(join(projectRoot, proof.file)), `${key}: ${proof.file}`).toBe(true);
      expect(textOf(proof.file), `${key}: ${proof.test}`).toContain(`test('${proof.test}'`);
    }
  });

  test('every refusal of a setting cites a rule of the list', () => {
    const cited = (Object.keys(parameters) as ParameterKey[]).flatMap((key) => forbidsOf(parameters[key]).map(({ rule }) => rule));
    expect(cited.length).toBeGreaterThan(1);
    expect(cited.filter((rule) => !allRules.some(({ key }) => key === rule))).toEqual([]);
  });
});

describe('what is forbidden', () => {
  /** In the words of pages, in names of addresses and columns, and in what a browser can be asked for. */
  const words = /打卡|签到|签退|自拍|人脸|轨迹|排行|在线时长|点赞/;
  const names = /check[-_]?in\b|selfie|geoloc|latitude|longitude|online[-_]?time|leaderboard|ranking|read[-_]receipt|likes?_count/i;
  // Sound alone may be asked for, where somebody who does not write presses a button and speaks.
  const devices = /navigator\.geolocation|getUserMedia(?!\(\{ audio: true \}\))|capture=|watchPosition|PushManager|Notification\.requestPermission/;

  test('no page, field, column or script does what is forbidden', () => {
    const fields = records.flatMap((declared: Lifecycle<any>) => Object.values(declared.fields?.shape ?? {}).map((schema) => said(schema as z.ZodType).label));
    expect(fields.filter((label) => words.test(label))).toEqual([]);
    expect(buildSite().operations().map(({ path }) => path).filter((path) => names.test(path))).toEqual([]);
    expect(textOf('src/platform/database/schema.ts').split('\n').filter((line) => /^ {2}\w+:/.test(line) && names.test(line))).toEqual([]);
    expect(sourceFiles.filter((path) => devices.test(textOf(path)))).toEqual([]);
    expect(sourceFiles.filter((path) => path.endsWith('.tsx') && words.test(textOf(path)))).toEqual([]);
  });

  test('no file or photo is required by any step', () => {
    const asked = records.flatMap((declared: Lifecycle<any>) => Object.values<any>(declared.steps).flatMap(({ input }) => Object.values(input?.shape ?? {}).map((schema) => said(schema as z.ZodType))));
    expect(asked.filter(({ required, label }) => required && /照片(?!同意)|附件|截图|录像/.test(label))).toEqual([]);
  });

  test('no figure counts what people do in the program', () => {
    const counted = new Set(figures.map(({ record }) => record));
    for (const record of ['session', 'account', 'journal', 'feedback']) expect(counted.has(record)).toBe(false);
    expect(figures.filter(({ definition }) => /登录|在线|点击|浏览/.test(definition))).toEqual([]);
  });

  test('nothing is sent to anybody by message, but the day’s bundle by mail to whoever asked for it', () => {
    const { dependencies } = JSON.parse(textOf('package.json'));
    expect(Object.keys(dependencies).filter((name) => /mail|sms|twilio|push|wechat|weixin|dingtalk/.test(name))).toEqual(['nodemailer']);
    expect(sourceFiles.filter((path) => textOf(path).includes("'nodemailer/"))).toEqual(['src/platform/mail/posting.ts']);
    expect(sourceFiles.filter((path) => textOf(path).includes("'#platform/mail/posting.ts'") && !/\.test\./.test(path)).toSorted())
      .toEqual(['src/reports/notices/office-routes.tsx', 'src/reports/notices/own-routes.tsx', 'src/reports/notices/sending.ts']);
  });

  test('a setting that would break a rule is refused with its reason, and a proper one is not', () => {
    const complain = (key: string, typed: string) => complaintAbout(declaredParameter(key)!, typed);
    expect(complain('label.consultation', '打卡协商')).toContain('不允许');
    expect(complain('label.consultation', '鼓楼协商')).toBeUndefined();
    expect(complain('residents.hold_reasons', '没有附照片三张以上')).toContain('不写要几张照片');
    expect(complain('residents.hold_reasons', '没有附照片')).toBeUndefined();
    expect(complain('monthly.required', '40')).toBeUndefined(); // how much is asked is the county's own decision
    expect(complain('monthly.required', '-1')).toContain('之间的整数');
    expect(complain('monthly.day', '32')).toContain('1到31之间的整数');
  });
});

describe('the burden', () => {
  const asked = (rhythm: 'month' | 'quarter', owedBy: 'committee' | 'member' | 'county') =>
    obligation<Inspection>({ name: `${rhythm}_${owedBy}`, label: '调研', clause: 'duty.quarterly', rhythm, owedBy, dischargedBy: { declared: inspection, where: always, day: 'held_on' }, warn: 'light.near_days', late: 'obligation.late_days' });

  test('the meter adds up forms, fields and minutes from the declarations', () => {
    const owed = [asked('quarter', 'committee'), asked('month', 'member'), asked('month', 'county')];
    const [one, ...others] = askings(owed, { required: new Map([['quarter_committee', 3]]), membersOfOne: 5 });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ title: '调研视察', timesAMonth: 6, fields: Object.keys(inspection.fields!.shape).length, required: 3 });
    expect(minutes({ ...one!, fields: 10 }, 30)).toBe(30);
  });

  test('a field that the form already points to is named', () => {
    const again = lifecycle<Recorded>()({ ...consultation, name: 'again', title: '再填一次', fields: consultation.fields!.extend({ place_again: text('联络委名称', 50) }) } as never) as Lifecycle;
    expect(heldTwice([...records, again]).filter(({ record }) => record === '再填一次')).toEqual([{ record: '再填一次', field: '联络委名称', heldBy: '联络委' }]);
  });

  test('no field is asked for again that the form already points to', () => {
    expect(heldTwice(records)).toEqual([]);
  });
});
