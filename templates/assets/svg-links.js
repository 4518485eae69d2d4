/* Lets links in drawings have `href` and `target` as texts, as other links do: without, the theme's instant navigation breaks. */
function asText(name, read) {
  Object.defineProperty(SVGAElement.prototype, name, {
    configurable: true,
    get() {
      return read(this.getAttribute(name) ?? "");
    },
    set(value) {
      this.setAttribute(name, value);
    },
  });
}

asText("href", (value) => new URL(value, document.baseURI).href);
asText("target", (value) => value);
