/** Loaded for what it does; the package ships no types. */
declare module '@hotwired/turbo';
