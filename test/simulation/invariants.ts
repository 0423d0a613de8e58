/** What is judged. */

export const INVARIANTS = {
  I1: "what is said to be done is done",
  I2: "what was made is in the state",
  I3: "nothing is made twice, and nothing repeated without a look",
  I4: "what others made is left alone",
  I5: "nothing is deleted unasked",
  I6: "a replacement is there before the old one goes",
  I7: "no secret shows",
  I8: "the pace that OVHcloud asks for is kept, and every wait ends",
  I9: "whoever only looks writes nothing",
  I10: "once the faults stop, one run makes the world as declared",
  I11: "a second run writes nothing, and a refresh shows nothing",
  I12: "taking everything over with an empty state changes nothing",
  I13: "a destroy leaves what others made, and nothing else",
  I14: "all of that comes in bounded time",
} as const;
export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  readonly invariant: Invariant;
  readonly text: string;
}
