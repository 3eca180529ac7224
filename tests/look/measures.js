// How a page looks, measured: each function gives what is wrong, as the beginning of its HTML or in words.
"use strict";

window.measured = (() => {
  const start = (one) => one.outerHTML.slice(0, 160);
  const clipped = (one) => one && (getComputedStyle(one).clipPath !== "none" || clipped(one.parentElement));
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".skip") && !clipped(one);

  // Nothing is wider than the window: what sticks out, the innermost of it.
  const over = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth === clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((one) =>
      one.getBoundingClientRect().right > clientWidth + 0.5);
    const innermost = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
    return [`${scrollWidth - clientWidth} px`, ...innermost.map(start)];
  };

  // Every line of every text that can be seen, from top to bottom.
  const lines = () => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.trim() || text.parentElement.closest("script, select, textarea") || !seen(text.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) found.push({ text, box });
    }
    return found.sort((one, other) => one.box.top - other.box.top);
  };

  // No text stands on another text. A quarter of a line is left to accents and tails.
  const overlaps = () => {
    const all = lines(), found = [];
    all.forEach(({ text, box }, first) => {
      for (const other of all.slice(first + 1)) {
        if (other.box.top > box.bottom) break;
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const high = Math.min(box.bottom, other.box.bottom) - other.box.top;
        if (wide > 2 && high > box.height / 4) found.push(`«${text.data.trim()}» and «${other.text.data.trim()}»`);
      }
    });
    return found;
  };

  // 24 px for what is touched, but for a link inside a sentence (WCAG 2.5.8); 44 px for the one thing to do.
  const small = () => [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((one) => {
    if (!seen(one) || one.type === "hidden") return false;
    const { width, height } = (one.closest("label") || one).getBoundingClientRect();
    if (one.matches(".button")) return height < 44;
    return Math.min(width, height) < 24 && !insideSentence(one);
  }).map(start);

  const insideSentence = (one) => {
    const sentence = one.matches("a") && one.closest("p, li, dd, .hint");
    return sentence && sentence.innerText.trim() !== one.innerText.trim();
  };

  // An image that the browser was not given, or could not read.
  const blank = () => [...document.images].filter((one) => !one.complete || !one.naturalWidth).map(start);

  const all = () => ({ over: over(), overlaps: overlaps(), small: small(), blank: blank() });

  // The same under a style of the reader's own.
  const under = (css) => {
    document.adoptedStyleSheets = [whole, styled(css)];
    const found = { over: over(), overlaps: overlaps() };
    document.adoptedStyleSheets = [whole];
    return found;
  };

  const styled = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  };

  // What a browser leaves out until it comes near the window has no place to be measured: here all is drawn.
  const whole = styled("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [whole];

  return { all, under };
})();

document.addEventListener("securitypolicyviolation", (refused) =>
  console.error(`Content Security Policy: ${refused.violatedDirective} ${refused.blockedURI}`));
