import { z } from 'zod';
import { accepted, typed } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { amend, lock } from '#platform/records/write.ts';
import { printedDay } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { ballot, type Ballot } from '#assessment/ballots/record.ts';
import { newUrn } from '#assessment/ballots/sealing.ts';
import { layoutOf, makeSlips, usedOf } from '#assessment/ballots/slips/codes.ts';
import { keyForm, printingFields, wrongKeys } from '#assessment/ballots/slips/keys.ts';

/** The slips: made, shown and printed in one answer, which begins the vote. */

const addressOf = (id: string): string => `/${ballot.path}/${id}/slips`;

/** Only the office prints, before anybody has voted. */
async function toPrint(reading: Reading, id: string): Promise<Ballot> {
  const row = await get<Ballot>(reading, ballot, id);
  if (!standing([countyOffice], reading.actor, row)) throw new Problem(403, 'not_yours', '投票码由县政协办公室打印，您不在其中。');
  return expectPrintable(reading, row);
}

async function expectPrintable(reading: Reading, row: Ballot): Promise<Ballot> {
  if (row.way !== 'slips') throw new Problem(409, 'paper_ballot', '这次用纸质票测评，不用打印投票码。');
  if (!['draft', 'open'].includes(row.state) || row.slip_counts !== null) throw new Problem(409, 'wrong_state', `现在是“${ballot.states[row.state as 'draft'].label}”，不能再打印投票码。`);
  if (await usedOf(reading, row.id) > 0) throw new Problem(409, 'begun', '已经有人投票，不能重新打印投票码。确实要重来的，请作废后另外准备一次。');
  return row;
}

const ask: Handler = async (visit) => {
  const row = await look(visit, (reading) => toPrint(reading, visit.param('id')));
  return page(visit, <Asking frame={frameOf(visit)} row={row} form={freshForm({ slips_n: row.asked_n })} />);
};

const Asking = ({ frame, row, form }: { frame: Frame; row: Ballot; form: FormState }) => (
  <Desk frame={frame} title="打印投票码" width="narrow">
    <Head title="打印投票码，开始投票" lead={ballot.nameOf(row)} back={{ label: ballot.title, href: `/${ballot.path}/${row.id}` }} />
    {row.state === 'open' && <Remark>已经打印过一次。再打印一次，原来的投票码全部作废，请收回。</Remark>}
    <div class="card form-card">
      <Form frame={frame} action={addressOf(row.id)} form={form} submit="打印并开始投票" cancel={`/${ballot.path}/${row.id}`} wholePage>
        <FieldOf of={printingFields} name="slips_n" form={form} choices={{}} />
        <Remark>票箱有两把锁。请{row.teller_one}和{row.teller_two}分别输入自己想好的钥匙，请旁人回避，另用纸记下收好。系统不保存钥匙；没有这两把钥匙，谁也打不开票箱。</Remark>
        <FieldOf of={printingFields} name="key_one" form={form} choices={{}} />
        <FieldOf of={printingFields} name="key_two" form={form} choices={{}} />
      </Form>
    </div>
  </Desk>
);

const print: Handler = async (visit) => {
  const body = await sent(visit);
  const row = await look(visit, (reading) => toPrint(reading, visit.param('id')));
  try {
    const made = await printed(visit, row, valuesOf(body));
    const slips = made.map((code) => `${publicOrigin(visit.context)}/vote/${visit.county.slug}/${code}`);
    return visit.json ? json(visit, { slips }, 201) : page(visit, <Slips frame={frameOf(visit)} row={row} slips={slips} body={visit.county.bodyName} />);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 422 || visit.json) throw error;
    const values = Object.fromEntries(Object.keys(printingFields.shape).map((name) => [name, body.text(name)]));
    return page(visit, <Asking frame={frameOf(visit)} row={row} form={{ values, problems: error.fields }} />, 422);
  }
};

function valuesOf(body: Sent) {
  const known = Object.entries(body.json ?? {}).filter(([name]) => name in printingFields.shape);
  const values = accepted(printingFields, body.form ? typed(printingFields, body.form.entries()) : Object.fromEntries(known));
  const wrong = wrongKeys(values);
  if (wrong) throw invalid(wrong);
  return values;
}

/** The urn is made before the act, which others wait for. */
async function printed(visit: Visit, row: Ballot, { slips_n, key_one, key_two }: ReturnType<typeof valuesOf>): Promise<string[]> {
  const urn = await newUrn(layoutOf(row, slips_n), [keyForm(key_one), keyForm(key_two)]);
  return transact(visit.house, visit.actor, null, async (act) => {
    const held = await lock<Ballot>(act, ballot, row.id);
    await expectPrintable(act, held);
    if (held.version !== row.version) throw new Problem(409, 'changed_meanwhile', '刚才有人改过这次测评，请重新打开后再打印。');
    const codes = await makeSlips(act, row.id, slips_n, urn);
    await amend<Ballot>(act, ballot, held, { state: 'open', slips_n }, { step: 'issue', relation: countyOffice.name });
    return codes;
  });
}

const Slips = ({ frame, row, slips, body }: { frame: Frame; row: Ballot; slips: readonly string[]; body: string }) => (
  <PaperPage frame={frame} title="投票码" size="a5" back={{ label: ballot.title, href: `/${ballot.path}/${row.id}` }}>
    <Remark>共{slips.length}张，每人一张，已经可以投票。离开本页后不能再看到，请现在打印。打印后打乱，扣着发给到会的人，不要登记谁拿了哪一张。没有发出去的当场销毁。</Remark>
    {slips.map((address) => (
      <SheetOfPaper
        size="a5" from={body} title={row.name} address={address} qrLabel="投票用的二维码"
        steps={[`${printedDay(row.held_on)}，${row.meeting}。`, '用手机“扫一扫”扫上面的码，不用登录。', '给每个测评对象点一个表态，不表态的就空着，最后点“投票”。', '一张票只能投一次，投了不能改。']}
        foot="无记名。这张票上没有您的姓名，系统也不知道谁拿了哪一张。没有手机的，请找监票人要纸质票，把这张退回。"
      />
    ))}
  </PaperPage>
);

export function mountPrinting(site: Site): void {
  const path = `/${ballot.path}/:id/slips`;
  site.add({ method: 'GET', path, handle: ask });
  site.add({
    method: 'POST', path, handle: print,
    api: { summary: '打印投票码，开始投票', tag: ballot.title, body: z.toJSONSchema(printingFields, { io: 'input', unrepresentable: 'any' }), answer: { type: 'object', properties: { slips: { type: 'array', items: { type: 'string' } } } }, status: 201 },
  });
}
