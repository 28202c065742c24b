import type { Actor, HeldPost } from '#platform/identity/actor.ts';
import { transact, type Act, type House } from '#platform/records/act.ts';
import type { Committee } from '#institutions/committees/record.ts';
import type { Member } from '#institutions/members/record.ts';
import type { Person } from '#institutions/people/record.ts';
import type { Unit } from '#institutions/units/record.ts';
import type { Chance } from './chance.ts';

/** A committee with the people who do its work. */
export interface Place {
  committee: Committee;
  director: Person | undefined;
  worker: Person;
  /** Signed in as the worker: who organises, records. */
  clerk: Actor;
  members: Member[];
}

/** The invented county while its year is being lived. */
export interface Life {
  house: House;
  chance: Chance;
  /** The year that is lived, and the last day of it that has come. */
  year: number;
  until: string;
  countyId: string;
  /** The program: enters what was there before the year began. */
  program: Actor;
  office: Actor;
  places: Place[];
  members: Member[];
  units: Unit[];
  /** Signed in as the clerk of each handling unit, by unit. */
  unitClerks: Map<string, Actor>;
  /** Does something on a day, as somebody; nothing happens after the last day. */
  on(day: string, who: Actor, work: (act: Act) => Promise<unknown>): void;
}

interface Event {
  day: string;
  order: number;
  who: Actor;
  work: (act: Act) => Promise<unknown>;
}

/** Collects what happens and lets it happen in the order of days, each act at an hour of work on its day. */
export function calendar(house: House, until: string) {
  const events: Event[] = [];
  let now = new Date();
  const simulated: House = { ...house, clock: () => now, indexSoon: undefined };
  return {
    house: simulated,
    setClock: (day: string, hour = 9) => void (now = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)),
    on(day: string, who: Actor, work: (act: Act) => Promise<unknown>): void {
      if (day <= until) events.push({ day, order: events.length, who, work });
    },
    /** Lives through the year. An event may plan others that follow from it. */
    async live(tell: (done: number, all: number) => void): Promise<void> {
      let lived = 0;
      while (events.length > 0) {
        events.sort((a, b) => (a.day === b.day ? a.order - b.order : a.day < b.day ? -1 : 1));
        const event = events.shift()!;
        now = new Date(`${event.day}T09:00:00+08:00`);
        now = new Date(now.getTime() + (lived % 480) * 60_000);
        await transact(simulated, event.who, null, event.work).catch((error: unknown) => {
          throw new Error(`${event.day} ${event.who.name}: ${error instanceof Error ? error.message : String(error)} ${JSON.stringify((error as { fields?: object }).fields ?? {})}`, { cause: error });
        });
        lived += 1;
        if (lived % 200 === 0) tell(lived, lived + events.length);
      }
    },
  };
}

export const two = (n: number): string => String(n).padStart(2, '0');
export const dayIn = (year: number, month: number, day: number): string => `${year}-${two(month)}-${two(day)}`;

/** A working day some days later, roughly: weekends are stepped over. */
export function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  if (date.getUTCDay() === 6) date.setUTCDate(date.getUTCDate() + 2);
  if (date.getUTCDay() === 0) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** A person signed in with these posts, as the session would make them. */
export const actorOf = (countyId: string, person: Person, posts: HeldPost[], accountId: string, memberId: string | null = null): Actor => ({
  countyId, accountId, personId: person.id, memberId, name: person.name, posts,
});

export const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
