import { z } from 'zod';

/**
 * A scheme of assessment as data: what is counted, what it gives, and what follows. The 34 kinds of rules of real counties (domain
 * rules 8.3) are put together from these few parts, each of which says one thing. Its text is in Chinese (`text.ts`); the names here
 * are the same in English.
 */

const points = z.number().min(-10_000).max(10_000).refine((given) => Number.isInteger(Math.round(given * 1e8) / 100), 'points go to six decimals');
const positive = z.int().min(1).max(10_000);
const label = z.string().min(1).max(100);
const labels = z.union([label.transform((one) => [one]), z.array(label).min(1).max(50)]);

/** The periods over which something can be asked for. */
export const spans = ['week', 'month', 'quarter', 'half', 'year'] as const;
export type Span = (typeof spans)[number];

/** What an event must be like; each said, one of its words. What an event has no word for is not met. */
const conditions = z.strictObject({ kind: labels.optional(), stage: labels.optional(), level: labels.optional(), role: labels.optional(), status: labels.optional() });
export type Conditions = z.infer<typeof conditions>;

/** How much one event gives: the same for each, or by what it is like. */
const tariff = z.strictObject({
  cases: z.array(conditions.extend({ gives: points })).min(1).max(60),
  /** `add`: all cases that apply together (stages, levels that build on each other); `highest`: the one that gives most. */
  together: z.enum(['add', 'highest']).default('highest'),
});

/** What is done in a period of the year to get its points: the month's base, lost when the month is missed. */
const every = z.strictObject({
  span: z.enum(spans),
  least: positive.default(1),
  gives: points,
  /** For each beyond the least of the same period. */
  further: points.optional(),
});

const quota = z.strictObject({
  least: positive,
  gives: points,
  /** What is short of it: nothing, or the part that was done. */
  short: z.enum(['nothing', 'part']).default('nothing'),
});

/** Events that are counted: from which source, which of them, how much each, and how many. */
export const counting = z.strictObject({
  /** Sources by their words; an event of any of them is one. */
  of: labels,
  where: conditions.optional(),
  /** Counted in records, or in the amount that each has (half-days, copies). */
  measure: z.enum(['records', 'amount']).default('records'),
  gives: z.union([points, tariff]).optional(),
  /** How what a joint work gives is split among those who did it. */
  shared: z.enum(['full', 'first', 'half_to_first', 'equally']).default('full'),
  /** Of several that are the same work (one adopted twice, a proposal that became an opinion item), the one that gives most; with `every`, one in each period. */
  once_each: z.boolean().default(true),
  /** Only so many, those that give most. */
  first: positive.optional(),
  /** Only from this one on: the ones before it, which have their own points elsewhere, are those that give most. So nobody loses by a record more, and none counts for both. */
  from: positive.optional(),
  every: every.optional(),
  quota: quota.optional(),
  /** So many in each period, or nothing at all. */
  spread: z.strictObject({ span: z.enum(spans), least: positive.default(1) }).optional(),
}).refine(({ gives, every: each, quota: asked }) => [gives, each, asked].filter((one) => one !== undefined).length === 1, {
  message: 'exactly one of gives, every, quota says what is given',
}).refine(({ gives, first, from }) => gives !== undefined || (first ?? from) === undefined, { message: 'first and from say which of those are counted that give something each' });
export type Counting = z.infer<typeof counting>;

/** A share of one source in another. */
export const rate = z.strictObject({
  of: labels,
  where: conditions.optional(),
  /** What could have been: all of it. */
  whole: labels,
  whole_where: conditions.optional(),
  gives: points,
  /** Percent at which all is given. */
  target: z.number().min(0).max(100).default(100),
  /** Lost for each percentage point below the target; absent: below the target there is nothing. */
  point_below: points.optional(),
  /** When there was nothing that could be done: all or nothing. */
  empty: z.enum(['all', 'nothing']).default('all'),
});
export type Rate = z.infer<typeof rate>;

/** What people judge, with their reason. Exactly one way. */
export const judged = z.strictObject({
  /** What can be found, and what each finding gives. */
  choices: z.record(label, points).optional(),
  /** Between these, as they see fit. */
  between: z.tuple([points, points]).optional(),
  /** What must be there, and what is lost for each that is missing. */
  parts: z.strictObject({ all: z.array(label).min(1).max(60), gives: points, lost_each: points }).optional(),
}).refine(({ choices, between, parts }) => [choices, between, parts].filter((one) => one !== undefined).length === 1, { message: 'exactly one of choices, between, parts' });
export type Judged = z.infer<typeof judged>;

/** The result of a ballot: what each answer is worth of the whole. */
export const voted = z.strictObject({ ballot: label, gives: points, worth: z.record(label, z.number().min(0).max(1)) });
export type Voted = z.infer<typeof voted>;

/** A result that comes from elsewhere, such as that of the member's unit. */
const outside = z.strictObject({ of: label, gives: points.optional() });

export const indicator = z.strictObject({
  name: label,
  clause: z.string().max(60).optional(),
  /** Where it begins; deductions begin at what can be lost. */
  base: points.default(0),
  most: points.optional(),
  least: points.default(0),
  /** Whom it is asked of (常委); absent: everybody. */
  only: labels.optional(),
  count: z.union([counting.transform((one) => [one]), z.array(counting).min(1).max(20)]).optional(),
  rate: rate.optional(),
  judged: judged.optional(),
  voted: voted.optional(),
  outside: outside.optional(),
  /** A part of a published scheme that nobody has seen: named, never invented. */
  unknown: z.string().min(1).max(200).optional(),
}).refine((one) => [one.count, one.rate, one.judged, one.voted, one.outside, one.unknown].filter((way) => way !== undefined).length === 1, {
  message: 'exactly one of count, rate, judged, voted, outside, unknown',
});
export type Indicator = z.infer<typeof indicator>;

export const section = z.strictObject({
  name: label,
  most: points.optional(),
  least: points.default(0),
  /** Its share in the total, where sections are weighed instead of added. */
  weight: z.number().gt(0).max(1).optional(),
  indicators: z.array(indicator).min(1).max(60),
});
export type Section = z.infer<typeof section>;

/** What must have been done whatever the points (三个一). */
const gate = z.strictObject({ name: label, of: labels, where: conditions.optional(), least: positive, /** In each of these periods; absent: in the whole. */ span: z.enum(spans).optional(), otherwise: label });

const band = z.strictObject({ name: label, least: points.optional() });

const award = z.strictObject({
  title: label,
  top: positive.optional(),
  bottom: positive.optional(),
  /** Percent of all who were assessed, rounded down. */
  share: z.number().gt(0).max(100).optional(),
  /** Whoever has as many points as the last one has it too. */
  ties: z.boolean().default(true),
  /** Every so many years. */
  years: positive.default(1),
}).refine(({ top, bottom, share }) => [top, bottom, share].filter((one) => one !== undefined).length === 1, { message: 'exactly one of top, bottom, share' });

/** What follows from a band, also from the same in several years on end. */
const consequence = z.strictObject({ band: label.optional(), below: points.optional(), years: positive.default(1), follows: label })
  .refine(({ band: named, below }) => (named === undefined) !== (below === undefined), { message: 'a band, or points below which' });

export const scheme = z.strictObject({
  title: z.string().min(1).max(200),
  subject: z.enum(['committee', 'member', 'unit']),
  source: z.string().max(500).optional(),
  /** The day of the year (MM-DD) after which nothing more is taken; absent: the last. */
  cut_off: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/).optional(),
  /** What is taken as proof, in words; `proved_only`: what has no proof attached is not counted. */
  evidence: z.string().max(200).optional(),
  proved_only: z.boolean().default(false),
  /** What is known of it besides, and what is not. */
  notes: z.array(z.string().max(300)).max(20).default([]),
  most: points.optional(),
  /** None where a plan asks for a least of each only, without points. */
  sections: z.array(section).max(30).default([]),
  gates: z.array(gate).max(20).default([]),
  bands: z.array(band).max(10).default([]),
  awards: z.array(award).max(10).default([]),
  consequences: z.array(consequence).max(20).default([]),
  /** Counted into another scheme: all points here are so many there. */
  scaled_to: points.optional(),
}).refine(({ sections, gates }) => sections.length + gates.length > 0, { message: 'sections or gates' });
export type Scheme = z.infer<typeof scheme>;
