import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import {
  nearestAccount,
  type Place,
  type Placed,
  type Proposal,
  placeWithin,
  proposalAt,
} from './quadrant-places.ts';

/** A point that was picked up: where it was, and where it is now. */
interface Lifted {
  readonly index: number;
  readonly from: Place;
  readonly to: Place;
}

/** A pointer that is down on a point; it drags once it has gone somewhere. */
interface Pressed extends Lifted {
  readonly at: Place;
  readonly drags: boolean;
}

interface LiftProps {
  placed: Placed;
  may: boolean;
  open: (index: number) => void;
  propose: (index: number, proposal: Proposal) => void;
}

const DRAG_PIXELS = 4;
const STEP_PIXELS = 8;
const BIG_STEP_PIXELS = 32;

const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Which point is looked at, and where one that is dragged, or was picked up by the keyboard, would be put down. */
export function useLift(props: LiftProps) {
  const { placed } = props;
  const [active, setActive] = useState<number>();
  const [pressed, setPressed] = useState<Pressed>();
  const [lifted, setLifted] = useState<Lifted>();
  const cancel = () => {
    setPressed(undefined);
    setLifted(undefined);
  };
  const putDown = ({ index, from, to }: Lifted) => {
    cancel();
    const proposal = proposalAt(placed, from, to);
    if (proposal.value !== undefined || proposal.cost !== undefined) props.propose(index, proposal);
  };
  const place = (index: number) => {
    const one = placed.accounts[index];
    return one && (one.potential ?? one.today);
  };
  return {
    active: lifted?.index ?? pressed?.index ?? active,
    lifted: pressed?.drags ? pressed : lifted,
    leave: () => setActive(undefined),
    onBlur: () => {
      setActive(undefined);
      setLifted(undefined);
    },
    ...pointerOf(props, { pressed, setPressed, setActive, putDown, place }),
    onKeyDown: (event: KeyboardEvent) => {
      const steps = lifted
        ? liftedKeys(placed, lifted, { setLifted, cancel, putDown, big: event.shiftKey })
        : lookingKeys(props, {
            active,
            setActive,
            lift: (index, from) => setLifted({ index, from, to: from }),
            place,
          });
      // Escape of a drag by the pointer.
      const step = event.key === 'Escape' && pressed ? cancel : steps[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      step();
    },
  };
}

type PlaceOf = (index: number) => Place | undefined;

function pointerOf(
  { placed, may, open }: LiftProps,
  {
    pressed,
    ...set
  }: {
    pressed: Pressed | undefined;
    setPressed: (pressed: Pressed | undefined) => void;
    setActive: (index: number | undefined) => void;
    putDown: (lifted: Lifted) => void;
    place: PlaceOf;
  },
) {
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const at = placeOf(event);
      const index = nearestAccount(placed, at);
      const from = index === undefined ? undefined : set.place(index);
      if (index === undefined || !from || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      set.setPressed({ index, from, to: from, at, drags: false });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = placeOf(event);
      if (!pressed) return set.setActive(nearestAccount(placed, now));
      // A finger scrolls the page: on a phone the table states potentials.
      if (!may || event.pointerType === 'touch') return;
      const [dx, dy] = [now.x - pressed.at.x, now.y - pressed.at.y];
      const drags = pressed.drags || Math.hypot(dx, dy) > DRAG_PIXELS;
      const to = placeWithin(placed, pressed.from, { x: pressed.from.x + dx, y: pressed.from.y + dy });
      set.setPressed({ ...pressed, drags, to });
    },
    onPointerUp: () => {
      if (!pressed) return;
      set.setPressed(undefined);
      set.setActive(pressed.index);
      if (pressed.drags) set.putDown(pressed);
      else open(pressed.index);
    },
    onPointerCancel: () => set.setPressed(undefined),
  };
}

/** Keys that step from point to point, the most valuable first; Enter opens the customer, the space bar picks the point up. */
function lookingKeys(
  { placed, may, open }: LiftProps,
  {
    active,
    setActive,
    lift,
    place,
  }: {
    active: number | undefined;
    setActive: (index: number) => void;
    lift: (index: number, from: Place) => void;
    place: PlaceOf;
  },
): Record<string, () => void> {
  const last = placed.accounts.length - 1;
  const to = (index: number) => () => setActive(Math.max(0, Math.min(last, index)));
  const from = active === undefined ? undefined : place(active);
  return {
    ...{ ArrowRight: to((active ?? -1) + 1), ArrowDown: to((active ?? -1) + 1) },
    ...{ ArrowLeft: to((active ?? 1) - 1), ArrowUp: to((active ?? 1) - 1) },
    ...{ PageDown: to((active ?? -1) + 20), PageUp: to((active ?? 20) - 20), Home: to(0), End: to(last) },
    ...(active !== undefined && { Enter: () => open(active) }),
    ...(may && active !== undefined && from && { ' ': () => lift(active, from) }),
  };
}

function liftedKeys(
  placed: Placed,
  lifted: Lifted,
  {
    big,
    setLifted,
    cancel,
    putDown,
  }: {
    big: boolean;
    setLifted: (lifted: Lifted) => void;
    cancel: () => void;
    putDown: (lifted: Lifted) => void;
  },
): Record<string, () => void> {
  const pixels = big ? BIG_STEP_PIXELS : STEP_PIXELS;
  const arrows = Object.entries(ARROWS).map(([key, { x, y }]) => [
    key,
    () => {
      const to = placeWithin(placed, lifted.from, {
        x: lifted.to.x + x * pixels,
        y: lifted.to.y + y * pixels,
      });
      setLifted({ ...lifted, to });
    },
  ]);
  return {
    ...(Object.fromEntries(arrows) as Record<string, () => void>),
    ...{ Enter: () => putDown(lifted), ' ': () => putDown(lifted), Escape: cancel },
  };
}

function placeOf(event: PointerEvent<HTMLElement>): Place {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
