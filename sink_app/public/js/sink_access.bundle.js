import "./access/why.js";
