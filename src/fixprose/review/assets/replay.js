// Replaying fixes: the same text from the same decisions as `decided_text` gives in Python.
//
// A part is a stretch of the original in which fixes touch. It is kept as pieces, each owned by the
// original or by the fix that wrote it. All offsets are code points from the beginning of the part.

const ORIGINAL = -1;

/**
 * The changes that a group of touching fixes makes, part by part.
 *
 * `isWanted(index)` says which fixes to make, `ownWords(index)` the editor's own words for one, or
 * null. A fix falls away with what it needs; the editor's words take the whole place of their fix,
 * and fixes that reach into that place fall away.
 */
export function changesOf(group, fixes, isWanted, ownWords) {
  const taken = closed(group.fixes.filter(isWanted), fixes);
  const edits = [];
  for (const index of group.fixes) {
    const own = ownWords(index);
    if (own !== null && !edits.some((edit) => touch(fixes, index, edit.index))) {
      edits.push({ index, own });
    }
  }
  const kept = closed(
    taken.filter((index) => !edits.some((edit) => touch(fixes, index, edit.index))),
    fixes,
  );
  return group.parts.map((part) => {
    const inside = kept.filter((index) => part.fixes.includes(index));
    const changes = inside.length ? hunksOf(part, fixes, inside) : [];
    for (const { index, own } of edits) {
      if (part.fixes.includes(index)) {
        const { start, end } = fixes[index];
        changes.push({ start, end, replacement: own, fixes: [index], own: true });
      }
    }
    return inOrder(changes);
  });
}

/** The text of a part when `changes` (as `changesOf` gives them) are made. */
export function withChanges(part, changes) {
  let text = "";
  let at = 0;
  for (const change of changes) {
    text += part.points.slice(at, change.start).join("") + change.replacement;
    at = change.end;
  }
  return text + part.points.slice(at).join("");
}

/** The fixes among `indexes` whose needs are among them, too. */
export function closed(indexes, fixes) {
  const kept = new Set();
  for (const index of [...indexes].sort((a, b) => fixes[a].step[0] - fixes[b].step[0])) {
    if (fixes[index].needs.every((need) => kept.has(need))) kept.add(index);
  }
  return [...kept];
}

/** Whether two fixes share a place or stand side by side. */
export function touch(fixes, one, other) {
  const a = fixes[one];
  const b = fixes[other];
  return a.from <= b.to && b.from <= a.to;
}

function inOrder(changes) {
  const key = (one, other) => one.start - other.start || one.end - other.end;
  let at = 0;
  return changes.sort(key).filter((change) => {
    if (change.start < at) return false;
    at = change.end;
    return true;
  });
}

function hunksOf(part, fixes, kept) {
  const pieces = play(part, fixes, kept);
  const text = pieces.flatMap((piece) => piece.points);
  const hunks = [];
  for (const index of [...kept].sort((a, b) => fixes[a].start - fixes[b].start || a - b)) {
    const { start, end } = fixes[index];
    const last = hunks.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
      last.fixes.push(index);
    } else {
      hunks.push({ start, end, fixes: [index], own: false });
    }
  }
  for (const hunk of hunks) {
    const isFirst = hunk.start === 0 && !part.before;
    const isLast = hunk.end === part.points.length && !part.after;
    const from = isFirst ? 0 : position(pieces, [ORIGINAL, hunk.start - 1, true]);
    const to = isLast ? text.length : position(pieces, [ORIGINAL, hunk.end, false]);
    hunk.replacement = text.slice(from, to).join("");
  }
  return hunks;
}

function play(part, fixes, kept) {
  // One character of what stands around the part is kept: insertions are anchored to it.
  const around = [...(part.before ? [" "] : []), ...part.points, ...(part.after ? [" "] : [])];
  let pieces = [{ owner: ORIGINAL, start: part.before ? -1 : 0, points: around }];
  for (const index of kept) {
    const [, from, to, replacement] = fixes[index].step;
    const start = position(pieces, from);
    const end = Math.max(start, position(pieces, to));
    const piece = { owner: index, start: 0, points: Array.from(replacement) };
    pieces = replaced(pieces, start, end, piece);
  }
  return pieces;
}

function position(pieces, anchor) {
  if (anchor === null) return 0;
  const [owner, offset, after] = anchor;
  let at = 0;
  for (const piece of pieces) {
    const inside = offset - piece.start;
    if (piece.owner === owner && inside >= 0 && inside < piece.points.length) {
      return at + inside + (after ? 1 : 0);
    }
    at += piece.points.length;
  }
  throw new Error("a fix was replayed without what it needs");
}

function replaced(pieces, start, end, piece) {
  const before = [];
  const behind = [];
  let at = 0;
  for (const { owner, start: offset, points } of pieces) {
    const stop = at + points.length;
    if (at < start || (!points.length && at === start)) {
      before.push({ owner, start: offset, points: points.slice(0, start - at) });
    }
    if (stop > end || (!points.length && at === end && end > start)) {
      const cut = Math.max(at, end) - at;
      behind.push({ owner, start: offset + cut, points: points.slice(cut) });
    }
    at = stop;
  }
  return [...before, piece, ...behind];
}
