import { json, page } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { knowDevice, whereaboutsOf } from '#platform/identity/whereabouts.ts';
import { transact } from '#platform/records/act.ts';
import { printedDay } from '#platform/time.ts';
import type { Frame } from '#platform/ui/frame.ts';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { makeCode, type Slip } from '#duties/deeds/confirmations/codes.ts';
import { deed } from '#duties/deeds/record.ts';

/** Makes and shows the slip in one answer: the code is kept nowhere, so there is no page to go to. On the telephone it is held out to be scanned, from the desk it is printed. */
const print: Handler = async (visit) => {
  const device = knowDevice(visit.context);
  await sent(visit);
  const slip = await transact(visit.house, { ...visit.actor, from: whereaboutsOf(visit.context, visit.county.id, device) }, null, (act) => makeCode(act, visit.param('id')));
  const address = `${publicOrigin(visit.context)}/confirm/${visit.county.slug}/${slip.code}`;
  if (visit.json) return json(visit, { address, until: slip.until }, 201);
  return page(visit, <SlipPage frame={frameOf(visit)} slip={slip} address={address} body={visit.county.bodyName} />);
};

const SlipPage = ({ frame, slip: { row, until, code }, address, body }: { frame: Frame; slip: Slip; address: string; body: string }) => (
  <PaperPage frame={frame} title="确认单" size="a5" back={{ label: '这件实事', href: `/${deed.path}/${row.id}` }}>
    <SheetOfPaper
      size="a5"
      from={body}
      title="请您确认：办了没有"
      address={address}
      qrLabel="确认二维码"
      steps={[<>实事：<strong>{row.deed}</strong></>, '用您自己的手机，微信“扫一扫”扫上面的码，不用登录，不用写名字。', '办了、没有办、还差什么，点一下就行。']}
      foot={<>{printedDay(until)}前有效，一张单子只能用一次（{code.slice(-4)}）。请受益人自己点，委员不要代点。没有手机的，在这里签名交给联络委也一样：□办了　□没有办　□还差：＿＿＿＿＿＿　签名：＿＿＿＿＿</>}
    />
  </PaperPage>
);

export const mountSlip = (site: Site): void => {
  site.add({
    method: 'POST', path: `/${deed.path}/:id/slip`, handle: print,
    api: { summary: '制作确认单（民生实事）', tag: deed.title, answer: { type: 'object', properties: { address: { type: 'string' }, until: { type: 'string' } } }, status: 201 },
  });
};
