"""Steps of the stored shape. Each is self-contained: it never imports the mapped classes, which go on changing."""
