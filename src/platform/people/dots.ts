/**
 * Dots that people type between the parts of a name, for a character class. The standard one is U+00B7 (notice of twelve ministries, 2016), and names are
 * stored with it; NFKC leaves the others as they are.
 */
export const middots = '·•・･‧∙⋅●';

/** A stored name as it is compared: whoever leaves the dot out means the same person. */
export const undotted = (name: string): string => name.replaceAll('·', '');

/** Of two ways of writing a name, the one that stands unless the other is another name or brings the dot. */
export const dotKept = (stands: string, told: string): string => (!told.includes('·') && undotted(stands) === told ? stands : told);
