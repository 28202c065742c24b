import fc from 'fast-check';
import type { Lifecycle, Offer } from '#platform/lifecycle/lifecycle.ts';
import { describe, expect, test } from 'vitest';
import { ceiling } from './charts/drawing.ts';
import { shownColumns } from './columns.tsx';
import { TextField } from './fields.tsx';
import { Form, type FormState } from './form.tsx';
import { addressWith, currentHref, type Frame } from './frame.ts';
import { Icon } from './icons.tsx';
import type { Deadline } from '#platform/working-days.ts';
import { Light } from './light.tsx';
import { numberedPages } from './paging.tsx';
import { QrCode } from './qr.tsx';
import { Steps } from './steps.tsx';
import { Table } from './table.tsx';

const here = (address: string) => {
  const url = new URL(address, 'http://here');
  return { path: url.pathname, query: url.searchParams };
};
const textOf = (part: unknown) => String(part).replaceAll(/<[^>]*>/g, '');

describe('the menu', () => {
  test.each([
    ['/ledger/12/edit', '/ledger'],
    ['/ledger', '/ledger'],
    ['/ledgers', undefined],
    ['/', '/'],
    ['/proposals/new', '/proposals/new'],
    ['/ratings/7', '/ratings/board'],
  ])('at %s marks %s', (path, expected) => {
    expect(currentHref([...['/', '/ledger', '/proposals', '/proposals/new'].map((href) => ({ href })), { href: '/ratings/board', contains: ['/ratings'] }], path)).toBe(expected);
  });
});

describe('an address with changes', () => {
  test('keeps the other filters, replaces one, and begins at the first page', () => {
    expect(addressWith(here('/ledger?q=水&state=open&page=3'), { state: 'closed' })).toBe('/ledger?q=%E6%B0%B4&state=closed');
    expect(addressWith(here('/ledger?state=open'), { state: undefined })).toBe('/ledger');
  });
});

describe('the steps of a record', () => {
  const declared = {
    path: 'proposals',
    states: { filed: { label: '已立案', open: true, waitsFor: ['assign'] }, merged: { label: '已并案', open: false } },
    steps: { merge: { label: '并案' }, assign: { label: '交办' } },
  } as unknown as Lifecycle;
  const offers = ['merge', 'assign'].map((step) => ({ step, label: declared.steps[step]!.label, noun: step })) as Offer[];
  const frame = { csrf: undefined } as unknown as Frame;

  test.each([['filed', '交办'], ['merged', '并案']])('%s: the one main button is %s, the step that the state waits for or else the first', (state, expected) => {
    const drawn = String(<Steps frame={frame} declared={declared} row={{ id: '1', version: 1, state }} offers={offers} />);
    expect([...drawn.matchAll(/class="btn btn-primary">([^<]+)</g)].map(([, label]) => label)).toEqual([expected]);
  });

  test('what stands beside the path is never the main button', () => {
    const beside = { ...declared, steps: { merge: { label: '并案', aside: true } } } as unknown as Lifecycle;
    expect(String(<Steps frame={frame} declared={beside} row={{ id: '1', version: 1, state: 'merged' }} offers={offers.slice(0, 1)} />)).not.toContain('btn-primary');
  });
});

describe('paging', () => {
  test('shows every row exactly once, whatever the numbers', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60 }), (total, size) => {
      const pages = Math.ceil(total / size);
      let expected = 1;
      for (let page = 1; page <= pages; page++) {
        const paging = numberedPages(here('/x'), { page, size, total });
        expect(paging.from).toBe(expected);
        expect(Boolean(paging.previous)).toBe(page > 1);
        expect(Boolean(paging.next)).toBe(page < pages);
        expected = paging.to + 1;
      }
      expect(expected).toBe(total + 1);
    }), { numRuns: 50 });
  });

  test('of nothing is from 0 to 0', () => {
    expect(numberedPages(here('/x'), { page: 1, size: 50, total: 0 })).toMatchObject({ from: 0, to: 0, next: undefined });
  });
});

describe('the choice of columns', () => {
  const columns = [{ key: 'name', label: '名', fixed: true }, { key: 'day', label: '日' }, { key: 'phone', label: '电话', shown: false }];
  const keys = (address: string) => shownColumns(columns, here(address)).map(({ key }) => key);
  test('without one, those declared to be shown', () => expect(keys('/x')).toEqual(['name', 'day']));
  test('keeps their order and the one that names the row', () => expect(keys('/x?col=phone')).toEqual(['name', 'phone']));
  test('of columns that do not exist is none', () => expect(keys('/x?col=evil')).toEqual(['name', 'day']));
});

describe('a light', () => {
  const at = (deadline: Deadline) => textOf(<Light deadline={deadline} />);
  test.each([
    [4, '正常余4个工作日'], [3, '临期余3个工作日'], [0, '临期余0个工作日'],
  ])('with %i working days left says %s', (days, words) => {
    expect(at({ standing: 'ahead', days, sure: true, near: 3, today: false })).toBe(words);
  });
  test.each([
    [{ standing: 'ahead', days: 0, sure: true, near: 3, today: true }, '临期今天到期'], [{ standing: 'ahead', days: 40, sure: false, near: 3, today: false }, '正常余约40个工作日'],
    [{ standing: 'over', days: 2, sure: true }, '逾期2个工作日'], [{ standing: 'over', days: 0, sure: true }, '逾期'],
  ] satisfies [Deadline, string][])('%o says %s', (deadline, words) => expect(at(deadline)).toBe(words));
  test('of a finished matter says so', () => expect(at({ standing: 'closed' })).toBe('已办结'));
});

describe('the scale of a chart', () => {
  test('reaches the largest value and has a whole middle', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 20 }), (values) => {
      const top = ceiling(values.map((value) => ({ label: '', value })));
      expect(top).toBeGreaterThanOrEqual(Math.max(...values));
      expect(Number.isInteger(top / 2)).toBe(true);
    }));
  });
});

describe('what people typed', () => {
  test('is escaped wherever it is drawn', () => {
    const evil = `"><script>alert(1)</script><a b='`;
    const form: FormState = { values: { matter: evil }, problems: { matter: evil } };
    const drawn = String(
      <Form frame={{}} action="/x" form={form}>
        <TextField form={form} name="matter" label={evil} hint={evil} source={evil} />
        <Table caption={evil} columns={[{ key: 'a', label: evil, cell: () => evil }]} rows={[1]} href={() => `/x?${new URLSearchParams({ q: evil })}`} />
      </Form>,
    );
    expect(drawn).not.toContain('<script');
    expect(drawn).not.toMatch(/<a b=/);
  });
});

describe('a field with a problem', () => {
  test('is tied to its sentence, and the list of problems to the field', () => {
    const form: FormState = { values: {}, problems: { day: '没有13月。' }, scope: 'hold' };
    const drawn = String(<Form frame={{}} action="/x" form={form}><TextField form={form} name="day" label="日期" hint="如 2025-03-02" /></Form>);
    expect(drawn).toContain('href="#field-hold-day"');
    expect(drawn).toContain('id="field-hold-day"');
    expect(drawn).toContain('aria-invalid="true"');
    expect(drawn).toContain('aria-describedby="field-hold-day-hint field-hold-day-problem"');
    expect(drawn).toContain('id="field-hold-day-problem"');
  });
});

test('a drawing is its shapes only, without the file around it', () => {
  expect(String(<Icon name="home" />)).toMatch(/^<svg class="icon"[^>]*aria-hidden="true"[^>]*>\s*<path/);
});

test('a QR code of another address is another picture', () => {
  const one = String(<QrCode text="https://example.invalid/r/a" label="a" />);
  expect(one).toContain('role="img"');
  expect(one).not.toBe(String(<QrCode text="https://example.invalid/r/b" label="a" />));
});
