/** One change that is proposed: these words, at this place, become those. Nobody but the writer carries it out. */
export interface Suggestion {
  start: number;
  old: string;
  new: string;
  why: string;
  by: Helper;
}

/** A sentence about the text as a whole. */
export interface Remark {
  sentence: string;
  by: Helper;
}

/** A record of the own county that the writer may see, with its address. */
export interface Example {
  title: string;
  href: string;
  why: string;
  by: Helper;
}

/** The program's own rules, or the model that the county runs. */
export type Helper = 'rules' | 'model';
