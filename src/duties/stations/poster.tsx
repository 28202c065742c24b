import type { Child } from 'hono/jsx';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { get } from '#platform/records/read.ts';
import { PaperPage } from '#platform/ui/paper.tsx';
import { QrCode } from '#platform/ui/qr.tsx';
import { namesIn, namesOf } from '#duties/stations/around.ts';
import { publicShifts, windowAsked } from '#duties/stations/calendar.ts';
import { station, type Station } from '#duties/stations/record.ts';
import { serviceWord } from '#duties/stations/kinds/crossings.ts';
import type { DutyShift } from '#duties/stations/shifts/record.ts';
import { shortDay, weekdayOf } from '#duties/stations/words.ts';

/** So many lines fit one sheet under the code. */
const MOST_LINES = 16;

/** For the wall of the station: who comes when, and the code by which anybody books or orders. */
const poster: Handler = (visit) => look(visit, async (reading) => {
  const at = await get(reading, station, visit.param('id'));
  const window = windowAsked(visit.query);
  const shifts = await publicShifts(reading, at.id, window.from, window.to);
  const names = await namesOf(reading, shifts.flatMap(({ member_ids }) => member_ids));
  const address = `${publicOrigin(visit.context)}/p/${visit.county.slug}/stations/${at.code}`;
  const when = window.view === 'month' ? `${Number(window.from.slice(0, 4))}年${Number(window.from.slice(5, 7))}月` : `${shortDay(window.from)}至${shortDay(window.to)}`;
  return page(visit, (
    <PaperPage frame={frameOf(visit)} title={`${at.name}值班海报`} size="a4" back={{ label: '值班安排', href: `/${station.path}/${at.id}/calendar?view=${window.view}&day=${window.from}` }}>
      <Sheet at={at} address={address} when={when} shifts={shifts} names={names} />
    </PaperPage>
  ));
});

const Sheet = ({ at, address, when, shifts, names }: { at: Station; address: string; when: string; shifts: readonly DutyShift[]; names: ReadonlyMap<string, string> }) => (
  <article class="paper paper-a4 station-poster">
    <h1>{at.name}</h1>
    <p class="station-where">{[at.address, at.hours].filter(Boolean).join(' · ')}</p>
    <h2>{when}委员值班</h2>
    {shifts.length === 0 && <p>值班安排请扫码查看。</p>}
    <table class="station-rota">
      <tbody>
        {shifts.slice(0, MOST_LINES).map((one): Child => (
          <tr>
            <th scope="row">{shortDay(one.day)}<span>{weekdayOf(one.day)}</span></th>
            <td>{one.starts}—{one.ends}</td>
            <td>{namesIn(names, one.member_ids)}</td>
            <td>{serviceWord(one.service)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {shifts.length > MOST_LINES && <p>还有{shifts.length - MOST_LINES}班，扫码查看。</p>}
    <div class="station-code">
      <QrCode text={address} label="扫码预约、点单" />
      <div>
        <p class="station-call">扫码预约、点单</p>
        <p>不用登录：预约一班值班，或者点一项服务，记下回执号查进展。</p>
        {at.phone && <p>不会用手机的，打电话：{at.phone}{at.contact && `（${at.contact}）`}</p>}
        <p class="paper-address">{address}</p>
      </div>
    </div>
  </article>
);

export const mountPoster = (site: Site): void => site.add({ method: 'GET', path: `/${station.path}/:id/poster`, handle: poster, readsOnly: true });
