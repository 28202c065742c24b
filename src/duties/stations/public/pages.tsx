import type { Child, PropsWithChildren } from 'hono/jsx';
import { FieldOf } from '#platform/http/derived.tsx';
import type { Choices } from '#platform/http/resource.tsx';
import { printedDay } from '#platform/time.ts';
import { assetAddress } from '#platform/ui/assets.ts';
import { ChoiceField, LongTextField, TextField } from '#platform/ui/fields.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { BigCode, PrivacyWords, PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { spaced } from '#duties/receipt.ts';
import { serviceWord } from '#duties/stations/kinds/crossings.ts';
import { askedFields } from '#duties/stations/orders/record.ts';
import type { BookingStatus, OrderStatus, PublicShift, Status } from '#duties/stations/public/shown.ts';
import type { Station } from '#duties/stations/record.ts';
import { satisfactions, shiftTime, stationWord } from '#duties/stations/words.ts';

/** Plain pages that need no script, no account and little of a telephone. */

interface Public {
  frame: Frame;
  /** `/p/<county>/stations` */
  base: string;
}

/** All stations by township, for those who come without a code. */
export const StationsPage = ({ frame, base, places }: Public & { places: readonly { place: string; stations: readonly Station[] }[] }) => (
  <PublicPage frame={frame} title="委员服务站" lead="政协委员在这里值班。可以预约见委员，也可以点一项服务。">
    {places.length === 0 && <SheetCard><p>本县还没有开放的委员服务站。</p></SheetCard>}
    {places.map(({ place, stations }): Child => (
      <SheetCard title={place}>
        <ul class="choices">{stations.map(({ code, name }): Child => <li><a class="btn" href={`${base}/${code}`}>{name}</a></li>)}</ul>
      </SheetCard>
    ))}
    <p class="sheet-other"><a class="btn" href={`${base}/status`}>凭回执号查进展</a></p>
  </PublicPage>
);

/** One station: who comes when, and the two things that can be asked of it. */
export const StationPage = ({ frame, base, at, shifts }: Public & { at: Station; shifts: readonly PublicShift[] }) => (
  <PublicPage frame={frame} title={at.name} lead={[stationWord(at.kind), at.services].filter(Boolean).join(' · ')}>
    <SheetCard>
      <dl class="standing-facts">
        <Fact label="地址" value={at.address} />
        <Fact label="开放时间" value={at.hours} />
        {at.contact && <Fact label="联系人" value={at.contact} />}
        {at.phone && <Fact label="电话" value={<a href={`tel:${at.phone}`}>{at.phone}</a>} />}
      </dl>
      <p class="form-actions"><a class="btn btn-primary" href={`${base}/${at.code}/order`}>点一项服务</a></p>
    </SheetCard>
    <SheetCard title="谁哪天来">
      {shifts.length === 0 && <p>近期还没有排值班。有事可以点一项服务，或者打电话。</p>}
      <ul class="station-shifts">
        {shifts.map((one): Child => (
          <li>
            <p><strong>{shiftTime(one)}</strong></p>
            <p>{one.members.join('、')}委员 · {serviceWord(one.service)}{one.note && ` · ${one.note}`}</p>
            <p>{one.open ? <a class="btn" href={`${base}/${at.code}/booking?shift=${encodeURIComponent(one.key)}`}>预约</a> : '已约满'}</p>
          </li>
        ))}
      </ul>
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={`${base}/status`}>凭回执号查进展</a></p>
    <p class="sheet-under public-more"><a href={`${base}/${at.code}/calendar.ics`} data-turbo="false">加到手机日历</a><a href={base}>别的服务站</a></p>
  </PublicPage>
);

const Fact = ({ label, value }: { label: string; value: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value ?? '待公布'}</dd>
  </div>
);

/** What becomes of the name and the number, before they are asked for. */
const Privacy = ({ who, months }: { who: string; months: number }) => (
  <PrivacyWords>姓名和电话只给{who}和工作人员联系您用，事情结束{months}个月后自动清除，不公开。</PrivacyWords>
);

/** Left empty by people; programs fill it in. */
const Honey = () => (
  <div class="honey" aria-hidden="true"><label>此栏请留空<input type="text" name="website" tabindex={-1} autocomplete="off" /></label></div>
);

/** Work instead of a picture to be recognised, where an address has sent much. */
const Worked = ({ base, wanted, children }: PropsWithChildren<{ base: string; wanted: boolean }>) => (
  <worked-form data-puzzle={`/api/v1${base.replace('/p/', '/r/').replace(/\/stations$/u, '')}/puzzle`} data-worker={assetAddress('puzzle.js')} data-wanted={wanted ? '' : undefined}>{children}</worked-form>
);

interface Asking extends Public {
  at: Station;
  form: FormState;
  months: number;
  /** It came back because many were sent from the same address. */
  crowded: boolean;
}

export const BookingPage = ({ frame, base, at, shift, form, months, crowded }: Asking & { shift: PublicShift | undefined }) => (
  <PublicPage frame={frame} title="预约见委员" lead={shift ? `${at.name} · ${shiftTime(shift)} · ${shift.members.join('、')}委员` : at.name}>
    <SheetCard>
      {shift?.open ? (
        <>
          <Privacy who="值班委员" months={months} />
          <Worked base={base} wanted={crowded}><Form frame={frame} action={`${base}/${at.code}/booking`} form={form} submit="约上">
            <input type="hidden" name="shift" value={shift.key} />
            <TextField form={form} name="name" label="怎么称呼您" hint="例如：石大姐" required maxlength={50} short autocomplete="name" />
            <TextField form={form} name="phone" label="联系电话" hint="值班有变动时打给您" required keyboard="tel" autocomplete="tel" short />
            <LongTextField form={form} name="matter" label="想说什么事" hint="一两句话，方便委员先了解" maxlength={500} rows={3} />
            <Honey />
          </Form></Worked>
        </>
      ) : <p>这一班已经约满、取消或者过了，请另选一班。</p>}
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={`${base}/${at.code}`}>看别的值班</a></p>
  </PublicPage>
);

export const OrderPage = ({ frame, base, at, form, months, crowded, choices }: Asking & { choices: Choices }) => (
  <PublicPage frame={frame} title="点一项服务" lead={`${at.name} · 说清要办什么，工作人员派给合适的委员`}>
    <SheetCard>
      <Privacy who="接单的委员" months={months} />
      <Worked base={base} wanted={crowded}><Form frame={frame} action={`${base}/${at.code}/order`} form={form} submit="点单">
        {Object.keys(askedFields.shape).map((name): Child => <FieldOf of={askedFields} name={name} form={form} choices={choices} />)}
        <Honey />
      </Form></Worked>
    </SheetCard>
    <p class="sheet-under">委员服务是志愿帮忙，不收钱，也不代替部门办事。急事请打电话。</p>
  </PublicPage>
);

/** Asks for the receipt number. */
export const AskPage = ({ frame, base, form }: Public & { form: FormState }) => (
  <PublicPage frame={frame} title="查进展" lead="输入预约或点单时给您的回执号。">
    <SheetCard>
      <form class="form" method="get" action={`${base}/status`}>
        <TextField form={form} name="receipt" label="回执号" required short maxlength={20} hint="8位字母和数字，例如 A3K7 Q2M9，大小写都可以" />
        <div class="form-actions"><button type="submit" class="btn btn-primary">查询</button></div>
      </form>
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={base}>委员服务站</a></p>
  </PublicPage>
);

interface StatusProps extends Public {
  fresh: boolean;
  /** What came back with a problem. */
  asking?: FormState;
}

export const StatusPage = ({ status, ...props }: StatusProps & { status: Status }) => (status.kind === 'order' ? <OrderStatusPage {...props} status={status} /> : <BookingStatusPage {...props} status={status} />);

const orderNow: Readonly<Record<string, string>> = {
  ordered: '已收到，等着派给委员', dispatched: '已派给委员，等着接单', accepted: '委员已接单', done: '委员说办好了，请您确认', confirmed: '已办好', refused: '这一单没有受理', withdrawn: '已撤单',
};

const OrderStatusPage = ({ frame, base, status, fresh, asking }: StatusProps & { status: OrderStatus }) => (
  <PublicPage frame={frame} title={fresh ? '点单成功' : orderNow[status.state]!} lead={`${status.place} · ${printedDay(status.ordered_on)}点单`}>
    <SheetCard>
      <BigCode label="回执号" code={spaced(status.receipt)} note="请记下或拍下来，凭它查进展、确认办好了没有" />
      <p>{status.matter}</p>
      {fresh && <p>工作人员应在<strong>{printedDay(status.dispatch_by)}</strong>前派给委员。</p>}
      {status.who.length > 0 && <p>接单：{status.who.join('、')}</p>}
      {status.done_on && <p>{printedDay(status.done_on)}办的。</p>}
      {status.confirmed_on && <p class="verified">{printedDay(status.confirmed_on)}确认办好了。</p>}
      {status.answer && <p class="long-text">{status.answer}</p>}
    </SheetCard>
    {status.state === 'done' && <Verdict frame={frame} base={base} receipt={status.receipt} asking={asking} />}
    {['ordered', 'dispatched', 'accepted'].includes(status.state) && <OneTap frame={frame} action={`${base}/status/withdrawal`} receipt={status.receipt} label="不需要了，撤单" />}
    <p class="sheet-other"><a class="btn" href={base}>委员服务站</a></p>
  </PublicPage>
);

/** Done, says whoever did it; whether it was, says whoever ordered it. */
function Verdict({ frame, base, receipt, asking }: Public & { receipt: string; asking?: FormState }): Child {
  const form = asking ?? freshForm();
  return (
    <SheetCard title="办好了吗？">
      <Form frame={frame} action={`${base}/status/confirmation`} form={{ values: {}, problems: {} }} submit="办好了">
        <input type="hidden" name="receipt" value={receipt} />
        <ChoiceField form={freshForm()} name="satisfaction" label="满意吗" options={Object.entries(satisfactions).map(([value, label]) => ({ value, label }))} />
      </Form>
      <details class="verdict" open={Boolean(asking)}>
        <summary class="btn">没有办好</summary>
        <Form frame={frame} action={`${base}/status/denial`} form={form} submit="请重新办">
          <input type="hidden" name="receipt" value={receipt} />
          <LongTextField form={form} name="reason" label="还差什么" required maxlength={200} rows={3} />
        </Form>
      </details>
    </SheetCard>
  );
}

const OneTap = ({ frame, action, receipt, label }: { frame: Frame; action: string; receipt: string; label: string }) => (
  <form method="post" action={action} class="sheet-other">
    <CsrfInput csrf={frame.csrf} />
    <input type="hidden" name="receipt" value={receipt} />
    <button type="submit" class="btn">{label}</button>
  </form>
);

const bookingNow: Readonly<Record<string, string>> = { booked: '已约上', came: '已接待', absent: '没有见上', cancelled: '预约已取消' };

const BookingStatusPage = ({ frame, base, status, fresh }: StatusProps & { status: BookingStatus }) => (
  <PublicPage frame={frame} title={fresh ? '预约成功' : bookingNow[status.state]!} lead={`${status.place} · ${shiftTime(status)}`}>
    <SheetCard>
      <BigCode label="回执号" code={spaced(status.receipt)} note="请记下或拍下来，凭它查询、取消" />
      {status.gone ? <p>这一班不值了，工作人员会打电话给您改时间。</p> : <p>{status.who.join('、')}委员值班。</p>}
    </SheetCard>
    {status.state === 'booked' && <OneTap frame={frame} action={`${base}/status/cancellation`} receipt={status.receipt} label="来不了，取消预约" />}
    <p class="sheet-other"><a class="btn" href={base}>委员服务站</a></p>
  </PublicPage>
);

