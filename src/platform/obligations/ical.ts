/**
 * iCalendar (RFC 5545) as calendar programs of telephones and offices read it: CRLF, lines folded at 75 bytes, the time zone
 * written out, stable ids with a sequence that only grows.
 */
export interface CalendarEvent {
  uid: string;
  /** Grows with each change of the event. */
  sequence: number;
  changedAt: Date;
  title: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** `HH:MM`, in China; absent: the whole day. */
  hours?: { from: string; to?: string };
  place?: string;
  description?: string;
  /** Absolute. */
  href: string;
  cancelled: boolean;
}

const ZONE = 'Asia/Shanghai';

/** China has had no summer time since 1991: one standard offset. */
const timeZone = ['BEGIN:VTIMEZONE', `TZID:${ZONE}`, 'BEGIN:STANDARD', 'DTSTART:19910915T000000', 'TZOFFSETFROM:+0800', 'TZOFFSETTO:+0800', 'TZNAME:CST', 'END:STANDARD', 'END:VTIMEZONE'];

export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lianxinqiao//Duty calendar//ZH', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`, `X-WR-TIMEZONE:${ZONE}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT6H', 'X-PUBLISHED-TTL:PT6H',
    ...timeZone, ...events.flatMap(eventLines), 'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** The link stands in URL and again at the end of DESCRIPTION, because some programs show only that. */
function eventLines(event: CalendarEvent): string[] {
  const description = [event.description, event.href].filter(Boolean).join('\n');
  return [
    'BEGIN:VEVENT', `UID:${event.uid}`, `SEQUENCE:${event.sequence}`, `DTSTAMP:${instant(event.changedAt)}`, `LAST-MODIFIED:${instant(event.changedAt)}`,
    ...timeLines(event), `SUMMARY:${escaped(event.title)}`, ...(event.place ? [`LOCATION:${escaped(event.place)}`] : []),
    `DESCRIPTION:${escaped(description)}`, `URL:${event.href}`, `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${event.hours && !event.cancelled ? 'OPAQUE' : 'TRANSPARENT'}`, 'END:VEVENT',
  ];
}

/** A whole day ends, for the format, on the day after. */
function timeLines({ day, hours }: CalendarEvent): string[] {
  if (!hours) return [`DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10))}`];
  const at = (time: string) => `;TZID=${ZONE}:${plain(day)}T${time.replace(':', '')}00`;
  return [`DTSTART${at(hours.from)}`, ...(hours.to ? [`DTEND${at(hours.to)}`] : [])];
}

const plain = (day: string): string => day.replaceAll('-', '');
const instant = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');

const LONGEST = 75;

/** Folded by bytes without cutting a character: a Chinese one has three, and some readers join the pieces before decoding them. */
function folded(line: string): string {
  const pieces: string[] = [''];
  let bytes = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (bytes + size > LONGEST) {
      pieces.push('');
      bytes = 1; // the space that marks the continuation
    }
    pieces[pieces.length - 1] += sign;
    bytes += size;
  }
  return pieces.join('\r\n ');
}
