// Whose decision a line is: the commander decides, everybody else proposes, and nothing typed is lost (DOMAIN.md 3, 6).
import { describe, expect, it } from 'vitest';
import { handoverBriefing } from '../../src-shared/documents/handover.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import { standing } from '../../src-shared/incident/records.ts';
import { an, binh, chi, countedId, declared, time } from './scenario.ts';

const line = { type: 'decision.make' as const, text: 'Roll back' };
const decisions = (set: ReturnType<typeof declared>) => standing(set.incident().decisions);
const proposals = (set: ReturnType<typeof declared>) => standing(set.incident().proposals);

describe('a line that says a decision', () => {
  it('Operations proposes, the commander decides: a decision of somebody else is kept as a proposal (S0)', () => {
    const set = declared();
    set.does({ ...line, rejected: [{ option: 'Scale the pool' }], executor: { name: chi.name } });
    expect(decisions(set)).toEqual([]);
    expect(proposals(set)).toMatchObject([
      { text: 'Roll back', by: an.id, rejected: [{ option: 'Scale the pool' }], executor: chi.id },
    ]);
    expect(set.incident().timeline.entries.chunks.flat().at(-1)).toMatchObject({
      type: 'decision.proposed',
      kind: 'decision',
      text: 'Roll back',
      detail: 'Waits for Tran B. Rejected: Scale the pool. Executor: Pham C',
    });
  });

  it('is a decision where the commander says it, or somebody writes down that they did (ours)', () => {
    const own = declared();
    own.by(binh).does(line);
    expect(decisions(own)).toMatchObject([{ by: binh.id }]);
    const told = declared();
    told.does({ ...line, word: binh.id });
    expect(decisions(told)).toMatchObject([{ by: binh.id }]);
    expect(told.incident().timeline.entries.chunks.flat().at(-1)?.detail).toBe('Decided by Tran B');
    expect(declared().refuses({ ...line, word: chi.id })).toMatchObject({ code: 'not-in-command', field: 'word' });
  });

  it('What the scribe takes down is the commander’s decision: that is what a scribe is for (ours)', () => {
    const set = declared();
    set.does({ type: 'role.assign', role: 'scribe', person: { id: an.id } });
    set.does(line);
    expect(decisions(set)).toMatchObject([{ by: binh.id }]);
  });

  it('While command is vacant a decision is the writer’s own: nobody could be asked (ours)', () => {
    const set = declared({ commander: null });
    set.does(line);
    expect(decisions(set)).toMatchObject([{ by: an.id }]);
  });
});

describe('a proposal', () => {
  it('becomes a decision with the commander’s word, once, and stays on the record', () => {
    const set = declared();
    set.does({ ...line, objections: [{ person: { name: chi.name }, text: 'It loses orders' }] });
    const proposal = set.last('decision.proposed');
    expect(set.refuses({ type: 'proposal.adopt', proposal })).toMatchObject({ code: 'not-in-command', field: 'word' });
    set.at('14:50').does({ type: 'proposal.adopt', proposal, word: binh.id });
    expect(decisions(set)).toMatchObject([{ text: 'Roll back', at: time('14:50'), by: binh.id, ordered: true }]);
    expect(proposals(set)).toMatchObject([{ settled: { at: time('14:50'), by: binh.id } }]);
    expect(set.lines().slice(-2)).toEqual(['Roll back', 'Roll back']);
    expect(set.refuses({ type: 'proposal.adopt', proposal, word: binh.id }).code).toBe('no-change');
    expect(set.refuses({ type: 'proposal.drop', proposal, reason: 'x' }).code).toBe('no-change');
  });

  it('is dropped with a reason', () => {
    const set = declared();
    set.does(line);
    const proposal = set.last('decision.proposed');
    expect(set.refuses({ type: 'proposal.drop', proposal, reason: ' ' })).toMatchObject({
      code: 'empty',
      field: 'reason',
    });
    set.does({ type: 'proposal.drop', proposal, reason: 'It heals by itself' });
    expect(set.lines().at(-1)).toBe('Proposal dropped: Roll back: It heals by itself');
    expect(set.refuses({ type: 'proposal.adopt', proposal, word: binh.id }).message).toContain('Write it anew');
  });

  it('is corrected and retracted like every line, and a retracted one is not decided', () => {
    const set = declared();
    set.does(line);
    const proposal = set.last('decision.proposed');
    set.does({ type: 'timeline.correct', entry: proposal, text: 'Roll back to v2' });
    expect(proposals(set)).toMatchObject([{ text: 'Roll back to v2' }]);
    set.does({ type: 'timeline.undo' });
    set.does({ type: 'timeline.undo' });
    expect(proposals(set)).toEqual([]);
    expect(set.refuses({ type: 'proposal.adopt', proposal, word: binh.id }).message).toMatch(/Restore it first/u);
    expect(set.refuses({ type: 'proposal.drop', proposal: countedId(994), reason: 'x' })).toMatchObject({
      code: 'unknown-record',
      field: 'proposal',
    });
  });

  it('stands in SITREP and briefing as what waits, not as what was decided', () => {
    const set = declared();
    set.does(line);
    const reading = { now: time('14:45'), zone: 'UTC' };
    const texts = (): string[] => [sitrep(set.incident(), reading), handoverBriefing(set.incident(), reading)];
    expect(texts()[0]).toContain('**Proposed, waits for the commander:** Roll back, Nguyen A');
    expect(texts()[1]).toContain('Proposal, waits for the commander: Roll back, Nguyen A');
    for (const text of texts()) expect(text).not.toMatch(/Decided\*{0,2} /u);
    set.by(binh).does({ type: 'proposal.adopt', proposal: set.last('decision.proposed') });
    for (const text of texts()) {
      expect(text).not.toContain('waits for the commander');
      expect(text).toMatch(/Decided/u);
    }
  });
});
