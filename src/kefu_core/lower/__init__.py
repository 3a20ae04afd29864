"""The intermediate representation → plans that engines run: a policy at one moment, and Python source. Pure data."""
